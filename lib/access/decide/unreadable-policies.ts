import { attachmentsOf, parseDocument, possiblePatterns, validateDocument } from '@/lib/iam/index'
import { memoizePerReading } from './memoize-per-access'
import { policySources } from './policy-sources'

/** Which policy ids hold something that the engine may count as unread. Wrongly yes costs time; wrongly no may not be. */
const suspects = memoizePerReading('unreadable policies', access => {
  const sources = policySources(access)
  const answers = new Map<string, boolean>()
  return (policyId: string): boolean => {
    const known = answers.get(policyId)
    if (known !== undefined) return known
    const text = sources.get(policyId)?.text
    const answer = text === undefined || hasDoubt(text)
    answers.set(policyId, answer)
    return answer
  }
})

/** A wildcard inside the service part of an action is of unclear status (reference §6.2). */
const openService = (pattern: string) => pattern !== '*' && /[*?]/.test(pattern.split(':')[0] ?? '')

function hasDoubt(text: string): boolean {
  const { document } = parseDocument(text)
  if (!document || validateDocument(text).length > 0) return true
  return document.statements.some(
    statement =>
      statement.effect === null ||
      (statement.action?.patterns ?? [':*']).some(openService) ||
      (statement.resource?.patterns ?? []).some(pattern => isUnsaid(pattern, statement.resource?.not)),
  )
}

/** AWS leaves open what it matches: another reading beside the documented one, or a variable in a `NotResource`. */
const isUnsaid = (pattern: string, not = false) =>
  possiblePatterns(pattern).length > 1 || (not && pattern.includes('${'))

/** Whether an open answer for this principal may be open only because something could not be read. */
export const mayBeUnreadable = memoizePerReading('who holds unreadable policies', access => {
  const answers: (boolean | undefined)[] = []
  return (principal: number): boolean => {
    const known = answers[principal]
    if (known !== undefined) return known
    const policies = access.inventory.principals[principal]?.policies
    const attached = policies ? attachmentsOf(policies) : []
    const answer = policies?.boundary === 'unread' || attached.some(item => suspects(access)(item.policyId))
    answers[principal] = answer
    return answer
  }
})
