import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Parameters } from '@/lib/simulator/aws/parameters'

/** RDS pages hold 20 to 100 records; the marker means nothing to the caller. */
export function page<T>(
  items: readonly T[],
  parameters: Parameters,
): { items: T[]; Marker: string | undefined } {
  const size = parameters.integer('MaxRecords') ?? 100
  if (size < 20 || size > 100) {
    const sentence = `Invalid value ${size} for MaxRecords. Must be between 20 and 100`
    throw new AwsError('InvalidParameterValue', 400, sentence)
  }
  const start = startOf(parameters.text('Marker'))
  const end = start + Math.min(size, parameters.mostItems)
  const marker = end < items.length ? Buffer.from(`rds:${end}`).toString('base64url') : undefined
  return { items: items.slice(start, end), Marker: marker }
}

function startOf(marker: string | null): number {
  if (!marker) return 0
  const [, offset] = /^rds:(\d+)$/.exec(Buffer.from(marker, 'base64url').toString()) ?? []
  if (offset) return Number(offset)
  throw new AwsError('InvalidParameterValue', 400, `Unable to parse marker: ${marker}`)
}
