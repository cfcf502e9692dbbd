import type { Statement } from './document'
import { NO, type Ternary, ternaryOf, UNKNOWN, YES } from './ternary'
import { compileGlob, encodeWildcards, globMatches } from './wildcard'

/** Without regard to case. `lowerAction` is in lower case already. */
export function matchAction({ action }: Statement, lowerAction: string): Ternary {
  if (action === null) return UNKNOWN
  const listed = action.patterns.some(pattern => actionMatches(pattern, lowerAction))
  return listed ? (action.not ? NO : YES) : ternaryOf(action.not)
}

/** Most patterns of an account are about something else: they are told apart without building anything. */
export function actionMatches(pattern: string, lowerAction: string): boolean {
  const star = pattern.indexOf('*')
  if (star === 0 && pattern.length === 1) return true
  const one = pattern.indexOf('?')
  if (star < 0 && one < 0)
    return pattern.length === lowerAction.length && pattern.toLowerCase() === lowerAction
  const wildcard = star < 0 ? one : one < 0 ? star : Math.min(star, one)
  if (!lowerAction.startsWith(pattern.slice(0, wildcard).toLowerCase())) return false
  return globMatches(compileGlob(encodeWildcards(pattern.toLowerCase())), lowerAction)
}
