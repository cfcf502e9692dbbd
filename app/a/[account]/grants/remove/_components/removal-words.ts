import { reaches } from '@/lib/access/model/verdict'
import { formatCount } from '@/lib/format'
import { permissionsEnded } from '@/lib/grants/after-change'
import type { RemovalPlan, RemovalWay, WaySummary } from '@/lib/grants/removal/removal-plan'

const others = (count: number, verb: { one: string; many: string }) =>
  `${formatCount(count, 'other', 'others')} ${count === 1 ? verb.one : verb.many}`

/** `Remove 1 connection, 3 others go too`. */
export function removeLabel({ verdict }: Pick<RemovalPlan, 'verdict'>, { counts }: RemovalWay): string {
  const own = reaches(verdict) ? 1 : 0
  const ended = counts.removed - own
  const parts = [own ? 'Remove 1 connection' : 'Remove 1 dormant grant']
  if (ended > 0) parts.push(`${others(ended, { one: 'goes', many: 'go' })} too`)
  if (counts.added > 0)
    parts.push(`${formatCount(counts.added, 'connection')} ${counts.added === 1 ? 'opens' : 'open'}`)
  return parts.join(', ')
}

/** Why the button cannot be pressed, as its label; null when it can. */
export function blockedLabel(way: WaySummary, mayGrant: boolean): string | null {
  if (!mayGrant) return 'This server does not change policies'
  if (way.problems.length > 0) return 'Not possible in this way'
  return way.ends ? null : 'This way does not end it'
}

/** One line under a way: what it does beside. */
export function asideOf({ ends, opens, others: count, lost, problems }: WaySummary): string {
  if (problems.length > 0) return problems[0] ?? ''
  const parts = [
    ...(ends ? [] : ['does not end the connection']),
    ...(opens ? ['gives somebody more than before'] : []),
    count === 0 ? 'no other connection changes' : others(count, { one: 'changes', many: 'change' }),
    ...(lost.length > 0 ? ['takes other AWS rights away too'] : []),
  ]
  return parts.join('; ').replace(/^./, first => first.toUpperCase())
}

export function receiptTitle({ counts }: { counts: RemovalWay['counts'] }): string {
  if (counts.removed === 0) return 'The grant is removed'
  return permissionsEnded(counts.removed)
}
