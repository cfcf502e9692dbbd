import 'server-only'
import { asOf } from '@/lib/access/reading/as-of'
import type { Finding } from '@/lib/findings/finding'
import type { FindingEvent } from '@/lib/findings/history'
import { unreadBehindFindings } from '@/lib/findings/reading-coverage'
import type { GrantIntent } from '@/lib/grants/intent'
import { assertCan, type Capability } from '@/lib/operator/operator'
import type { PolicyWrite } from '@/lib/records/policy-writes'
import type { Suppression } from '@/lib/records/suppressions'
import type { Context } from '@/lib/services/context'
import { findingHistory } from '@/lib/services/findings/finding-records'
import { intentOfFinding } from '@/lib/services/findings/intent-of-finding'
import { lastWriteOf } from '@/lib/services/findings/last-write'
import { readFindings } from '@/lib/services/findings/read-findings'
import { findingById } from '@/lib/services/findings/work-out-fix'

export interface FindingPage {
  finding: Finding
  suppression: Suppression | null
  /** ISO: the first reading that showed it, ever; null where the records could not be read. */
  firstSeen: string | null
  /** Newest first; null where the records could not be read. */
  history: FindingEvent[] | null
  /** Who saved the document as it stands, where Activity knows. */
  savedBy: PolicyWrite | null
  /** The wish behind it, for the builder; null where it is not about a grant. */
  intent: GrantIntent | null
  /** What affected cells and effects leave out; null: nothing. */
  unread: string | null
  capabilities: Capability[]
  /** ISO: the account as read. */
  readAt: string
  /** Who asks. */
  askedBy: string
  now: string
}

export async function getFinding(context: Context, question: { id: string }): Promise<FindingPage> {
  assertCan(context, 'read')
  const { inventory, findings, suppressions, firstSeen } = await readFindings(context)
  const finding = findingById(findings, question.id)
  const [history, savedBy] = await Promise.all([
    findingHistory(context, inventory.accountId, finding.id),
    lastWriteOf(inventory, finding),
  ])
  return {
    finding,
    suppression: suppressions.get(finding.id) ?? null,
    firstSeen: firstSeen.get(finding.id) ?? null,
    history,
    savedBy,
    intent: intentOfFinding(finding, inventory),
    unread: unreadBehindFindings(inventory),
    capabilities: context.actor.capabilities,
    readAt: asOf(inventory),
    askedBy: context.actor.name,
    now: context.now.toISOString(),
  }
}
