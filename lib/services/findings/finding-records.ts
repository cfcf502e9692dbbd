import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { type FindingEvent, historyOf } from '@/lib/findings/history'
import { readingCoverageOf } from '@/lib/findings/reading-coverage'
import { log } from '@/lib/log/log'
import { loadActs } from '@/lib/records/finding-acts'
import { loadFirstSeen, loadSpans, loadUnseenSince } from '@/lib/records/finding-spans'
import { loadSuppressions, type Suppression } from '@/lib/records/suppressions'
import type { Context } from '@/lib/services/context'
import { whenRecorded } from '@/lib/services/findings/account-findings'

export interface FindingRecords {
  suppressions: Map<string, Suppression>
  /** ISO, by finding. */
  firstSeen: Map<string, string>
  /** Findings that an earlier reading showed and that this one saw too little to call gone; ISO: when they were last seen. */
  unseenSince: Map<string, string>
}

/** What is remembered of the findings of one account; null where the records cannot be read. */
export async function findingRecords(
  { account, now }: Context,
  inventory: Inventory,
): Promise<FindingRecords | null> {
  try {
    await whenRecorded(account, inventory)
    const { accountId } = inventory
    const [suppressions, firstSeen, unseenSince] = await Promise.all([
      loadSuppressions(accountId, now),
      loadFirstSeen(accountId),
      loadUnseenSince(accountId, readingCoverageOf(inventory).at),
    ])
    return { suppressions, firstSeen, unseenSince }
  } catch (error) {
    log.warn({ err: error }, 'the records of the findings could not be read')
    return null
  }
}

/** What happened to one finding, newest first; null where the records cannot be read. */
export async function findingHistory(
  { now }: Context,
  accountId: string,
  findingId: string,
): Promise<FindingEvent[] | null> {
  try {
    const [spans, acts] = await Promise.all([loadSpans(accountId, findingId), loadActs(accountId, findingId)])
    return historyOf(spans, acts, now)
  } catch (error) {
    log.warn({ err: error }, 'the history of a finding could not be read')
    return null
  }
}
