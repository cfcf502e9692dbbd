import { asRead } from '@/lib/access/model/as-far-as-read'
import type { Verdict } from '@/lib/access/model/verdict'
import { formatCount, formatNumber } from '@/lib/format'
import type { UserPlace, UserReachPage } from '@/lib/services/principals/get-user-reach'

export const COUNTED: Verdict[] = ['canConnect', 'conditional', 'notEvaluated', 'dormant', 'denied']

/** What is known of the name on one target. */
export function standingInWords({ kind, iamReady, secondHop, reason }: UserPlace): string {
  if (secondHop) return secondHop.text
  if (kind === 'missing') return reason ?? 'Does not exist'
  if (iamReady === true) return 'IAM-ready'
  if (iamReady === false) return reason ?? 'Not IAM-ready'
  return 'Users not read'
}

/** `9 principals can connect as app_readonly, on 4 of the 6 targets that have or name it.` */
export function userAnswer(
  name: string,
  {
    principals,
    reachedOn,
    targets,
    asFarAsRead,
    policiesUnread,
    beyond,
  }: Pick<
    UserReachPage,
    'principals' | 'reachedOn' | 'targets' | 'asFarAsRead' | 'policiesUnread' | 'beyond'
  >,
): string {
  if (targets === 0 && (beyond || policiesUnread))
    return [`No target that was read is known to have ${name}.`, beyond, policiesUnread]
      .filter(Boolean)
      .join(' ')
  if (targets === 0) return `No target that was read has ${name}, and no policy names it.`
  const where = targets === 1 ? 'the 1 target' : `the ${formatNumber(targets)} targets`
  const that = targets === 1 ? 'that has or names it' : 'that have or name it'
  const partly = policiesUnread ? ` ${policiesUnread}` : ''
  const nobody = policiesUnread ? 'Nobody that was evaluated' : 'Nobody'
  if (principals === 0) return `${nobody} can connect as ${name} on ${where} ${that}.${partly}`
  const on =
    reachedOn === targets ? `on ${where} ${that}` : `on ${formatNumber(reachedOn)} of ${where} ${that}`
  const sentence = `${formatCount(principals, 'principal')} can connect as ${name}, ${on}.`
  return `${asRead(sentence, asFarAsRead)}${partly}`
}

/** The targets that are not in the list, and why. */
export function notListed({
  elsewhere,
  unknown,
  beyond,
}: Pick<UserReachPage, 'elsewhere' | 'unknown' | 'beyond'>): string[] {
  const sentences: string[] = beyond ? [beyond] : []
  if (elsewhere > 0)
    sentences.push(
      `${formatCount(elsewhere, 'other target')}: ${elsewhere === 1 ? 'its' : 'their'} users were read, and it neither exists there nor is named in a policy.`,
    )
  if (unknown.length > 0)
    sentences.push(
      `${formatCount(unknown.length, 'other target')}: ${unknown.length === 1 ? 'its' : 'their'} users were not read and no policy names this one apart, so whether it exists there is not known.`,
    )
  return sentences
}
