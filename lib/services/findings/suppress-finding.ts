import 'server-only'
import { AppError } from '@/lib/errors'
import type { Finding } from '@/lib/findings/finding'
import { assertCan } from '@/lib/operator/operator'
import { recordSuppression, type Suppression } from '@/lib/records/suppressions'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import { givenReason } from '@/lib/services/changes/given-reason'
import { actorOf, type Context } from '@/lib/services/context'
import { readFindings } from '@/lib/services/findings/read-findings'
import { findingById } from '@/lib/services/findings/work-out-fix'

export interface SuppressFindingInput {
  findingId: string
  /** The last day, `2027-01-31` in UTC; null: it is open again. */
  until: string | null
  reason: string
}

const DAY_MS = 86_400_000
const LONGEST_DAYS = 366

function endOf(day: string, now: Date): string {
  const end = new Date(`${day}T23:59:59.000Z`)
  const days = (end.getTime() - now.getTime()) / DAY_MS
  if (!(days > 0) || end.toISOString().slice(0, 10) !== day)
    throw badDay('Choose a day that is still to come.')
  if (days > LONGEST_DAYS) throw badDay('A finding is accepted for a year at most.')
  return end.toISOString()
}

const badDay = (message: string) =>
  new AppError('invalid', `${message} Nothing changed.`, { fields: { until: message } })

/** Somebody answers for a finding until a day, or opens it again. Kept with name and reason. */
export async function suppressFinding(
  context: Context,
  input: SuppressFindingInput,
): Promise<{ auditId: string; until: string | null }> {
  assertCan(context, 'grant')
  const reason = givenReason(input.reason, 'Accepting a finding')
  const until = input.until === null ? null : endOf(input.until, context.now)
  await assertRecordable()
  const { inventory, findings, suppressions } = await readFindings(context)
  const finding = findingById(findings, input.findingId)
  const before = suppressions.get(finding.id) ?? null
  const { accountId, callerArn } = inventory
  const acceptedBy = context.actor.name
  const { id } = await recordSuppression(
    accountId,
    finding.id,
    until === null ? null : { reason, until, acceptedBy },
    { ...entryOf(finding, before, until), ...actorOf(context), reason, accountId, callerArn },
  )
  return { auditId: String(id), until }
}

function entryOf(finding: Finding, before: Suppression | null, until: string | null) {
  const { id, severity, title, subject, targets } = finding
  const [only] = targets.length === 1 ? targets : []
  return {
    action: 'suppressFinding' as const,
    target: targets.map(({ name }) => name).join(', ') || null,
    targetRegion: only?.region ?? null,
    resourceId: only?.resourceId ?? null,
    databaseUser: subject.databaseUser ?? null,
    principal: subject.label,
    outcome: 'done' as const,
    awsCalls: [],
    before: before && { until: before.until, reason: before.reason, acceptedBy: before.acceptedBy },
    after: { findingId: id, severity, until },
    detail: until ? `${title}: accepted until ${until.slice(0, 10)}.` : `${title}: open again.`,
    changes: [],
  }
}
