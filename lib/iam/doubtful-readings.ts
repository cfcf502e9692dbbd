import { arnFields, completeArnPattern } from './arn'

/** How AWS may read a resource pattern besides the documented way, and what it leaves unsaid. */
export interface DoubtfulReading {
  pattern: string
  /** A sentence; the same for every reading that hangs on the same question. */
  doubt: string
}

/**
 * Two things that IAM User Guide, "Resource", does not say: whether letters before the last field of an ARN may differ in
 * case (only the resource is called case-sensitive), and whether a wildcard of an incomplete ARN reaches over what is missing.
 */
export function doubtfulReadings(written: string): DoubtfulReading[] {
  if (!isCut(written) && written === withoutCapitals(written, false)) return []
  const complete = completeArnPattern(written)
  const capitals = `"${written}" has capitals before the last field of the ARN. AWS does not say whether they match.`
  const missing = `"${written}" is an incomplete ARN with a wildcard inside. AWS does not say how far the wildcard reaches.`
  const readings = [
    { pattern: completeArnPattern(withoutCapitals(written, isCut(written))), doubt: capitals },
  ]
  if (reachesOn(written)) {
    readings.push({ pattern: written, doubt: missing })
    readings.push({ pattern: withoutCapitals(written, false), doubt: capitals })
  }
  const known = new Set([complete])
  return readings.filter(({ pattern }) => !known.has(pattern) && known.add(pattern))
}

/** The documented reading, then the others: whatever a pattern may speak of. */
export function possiblePatterns(written: string): string[] {
  return [completeArnPattern(written), ...doubtfulReadings(written).map(reading => reading.pattern)]
}

/** In lower case up to the last field, or to the end where the last field is among those missing. */
function withoutCapitals(written: string, toTheEnd: boolean): string {
  const fields = arnFields(written)
  const early = toTheEnd ? fields.length : fields.length - 1
  return fields.map((field, index) => (index < early ? field.toLowerCase() : field)).join(':')
}

function isCut(written: string): boolean {
  return /^arn:/i.test(written) && arnFields(written).length < 6
}

/** A star at the very end alone reaches as far as the fields that are filled in. */
function reachesOn(pattern: string): boolean {
  return isCut(pattern) && /[*?]/.test(pattern.replace(/\*+$/, ''))
}
