import { readDate } from './conditions/date-operators'
import type { StatesOf } from './fact-choices'

const CLOCKS = new Set(['aws:currenttime', 'aws:epochtime'])

/** The clock from a moment on: it never goes back, so a start that is past is met for good and an end that is past never. */
export function timesFrom(moment: string): StatesOf {
  const from = readDate(moment)
  return (lowerKey, conditions) => {
    if (from === null || !CLOCKS.has(lowerKey)) return null
    const points = conditions.flatMap(({ source }) => source.values.map(readDate))
    const later = points.flatMap(point => (point === null ? [] : [point - 1, point, point + 1]))
    return [from, ...later.filter(point => point > from)].map(point => [String(point)])
  }
}
