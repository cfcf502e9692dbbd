import 'server-only'
import { asOf } from '@/lib/access/reading/as-of'
import { isWholeNow } from '@/lib/access/reading/region-reading'
import type { FindingEvent } from '@/lib/findings/history'
import { RULES } from '@/lib/findings/rules'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'
import { findingHistory } from '@/lib/services/findings/finding-records'

export interface ResolvedFinding {
  /** Of its rule; null where there is no such rule. */
  title: string | null
  /** What it was about, as its address names it. */
  subject: string
  /** Newest first; empty: it was never seen here. Null: the records could not be read. */
  history: FindingEvent[] | null
  /** False: not every reading that fails to show it could see as much as the one that did. */
  seenGone: boolean
  /** All of the account was read just now; else what is not there may only be unread. */
  wholeNow: boolean
  readAt: string
  now: string
}

const SIGHTS: ReadonlySet<FindingEvent['kind']> = new Set(['firstSeen', 'cameBack', 'gone'])

/** What is known of a finding that the account no longer shows. */
export async function getResolvedFinding(
  context: Context,
  question: { id: string },
): Promise<ResolvedFinding> {
  assertCan(context, 'read')
  const [rule = '', ...key] = question.id.split(':')
  const inventory = await loadInventory(context.account)
  const { accountId, parts, regions } = inventory
  const history = await findingHistory(context, accountId, question.id)
  return {
    title: RULES.find(({ id }) => id === rule)?.title ?? null,
    subject: key.join(':'),
    history,
    seenGone: history?.find(({ kind }) => SIGHTS.has(kind))?.kind === 'gone',
    wholeNow: parts.iam.state === 'read' && regions.every(isWholeNow),
    readAt: asOf(inventory),
    now: context.now.toISOString(),
  }
}
