import { readDate } from './conditions/date-operators'
import type { PreparedCondition } from './conditions/prepare-condition'
import { holdsWhenAbsent, testCondition } from './conditions/test-condition'
import type { StatesOf } from './fact-choices'
import { RequestContext } from './request-context'
import { NO } from './ternary'

/** Both compare as points on a line; a text operator compares a spelling of the time that is not known here. */
const CLOCKS: Record<string, RegExp> = { 'aws:currenttime': /^Date/, 'aws:epochtime': /^(Date|Numeric)/ }

/** The clock from a moment on: it never goes back, so a start that is past is met for good and an end that is past never. */
export function timesFrom(moment: string): StatesOf {
  const from = readDate(moment)
  return (lowerKey, conditions) => {
    const family = CLOCKS[lowerKey]
    if (
      from === null ||
      !family ||
      !conditions.every(({ operator }) => operator && family.test(operator.name))
    )
      return null
    const points = conditions.flatMap(({ source }) => source.values.map(readDate))
    const later = points.flatMap(point => (point === null ? [] : [point - 1, point, point + 1]))
    return [from, ...later.filter(point => point > from)].map(point => [String(point)])
  }
}

/** Whether a condition cannot hold from a moment on: no later time meets it, and neither does a request without the time. */
export function hasEnded(condition: PreparedCondition, moment: string): boolean {
  const { lowerKey } = condition
  if (!(lowerKey in CLOCKS) || holdsWhenAbsent(condition)) return false
  const states = timesFrom(moment)(lowerKey, [condition])
  if (states === null || states === 'anything') return false
  return states.every(state => {
    const context = new RequestContext({ [lowerKey]: [...state] }, [], 'strict')
    return testCondition(condition, context).value === NO
  })
}
