import 'server-only'
import type { Target } from '@/lib/access/model/target'
import { settled } from '@/lib/access/switch/iam-auth'
import { formatDuration } from '@/lib/format'
import { appendAudit } from '@/lib/records/audit'
import { BLANK_ENTRY } from '@/lib/records/audit-entry'
import { switchesNotSettled } from '@/lib/records/switch-records'
import { ownSwitchOf } from '@/lib/services/account/own-switches'
import { actorOf } from '@/lib/services/context'
import type { JobContext } from '@/lib/services/jobs/job'

/** Seen so late, the work on the switch is not what it took: this server may have been away. */
const TIMED_WITHIN_MS = 60 * 60_000

/** Records that the last switch of a target has settled, and how long it took: what the next one may take is told from that. */
export async function noteSettled(context: JobContext, target: Target): Promise<void> {
  const { accountId, resourceId, region, name } = target
  const [record] = await switchesNotSettled(accountId, [resourceId])
  const own = record && ownSwitchOf(record)
  if (!own || own.when === 'window' || !settled(target, own.desired)) return
  const tookMs = Date.now() - Date.parse(own.at)
  await appendAudit({
    ...BLANK_ENTRY,
    ...actorOf(context),
    action: 'seeSwitchSettle',
    accountId,
    target: name,
    targetRegion: region,
    resourceId,
    after: { settled: own.desired, entry: record.id, ...(tookMs < TIMED_WITHIN_MS ? { tookMs } : {}) },
    detail: `RDS has settled the switch of ${name}: IAM authentication is ${own.desired}, seen ${formatDuration(tookMs)} after it was asked.`,
  })
}
