import 'server-only'
import { doubtsOfScan } from '@/lib/access/reading/doubts-of-scan'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { readTarget } from '@/lib/aws/rds-target'
import { pastedAnswers } from '@/lib/databases/pasted-answers'
import { AppError } from '@/lib/errors'
import { formatClock } from '@/lib/format'
import { assertCan } from '@/lib/operator/operator'
import { appendAudit } from '@/lib/records/audit'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { tellInventory } from '@/lib/services/account/put-in-reading'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import type { Context } from '@/lib/services/context'
import { insideRight } from '@/lib/services/databases/inside-right'
import { adapterOf, keepScan } from '@/lib/services/databases/read-database'
import { scanDetail, scanEntry } from '@/lib/services/databases/recorded-scan'
import { refuseToRead } from '@/lib/services/databases/way-in'

/** Clocks of databases differ from ours, by minutes and not by more. */
const AHEAD_MS = 10 * 60_000
/** The query tells its time to the second. */
const TOLD_TO_MS = 1_000

export interface KeptPaste {
  /** Null: it was not kept, and `doubts` say why somebody should look first. */
  users: number | null
  doubts: string[]
}

interface Pasted extends TargetRef {
  text: string
  /** The doubts were seen, and it is this target's all the same. */
  confirmed: boolean
}

/** Keeps what somebody read by hand where no network leads; it is dated by the database that answered. */
export async function keepPastedScan(
  context: Context,
  { text, confirmed, ...ref }: Pasted,
): Promise<KeptPaste> {
  assertCan(context, insideRight(context))
  await assertRecordable()
  const [target, inventory] = await Promise.all([
    readTarget(context.account, ref.region, ref.resourceId),
    loadInventory(context.account),
  ])
  assertOwnTarget(inventory, ref)
  const { byHand } = adapterOf(target)
  if (!byHand) throw refuseToRead(`There is no query to read ${target.engineLabel} by hand.`)
  const { found, at, readAs } = await byHand.read(pastedAnswers(text, target.family))
  const before = inventory.scans[target.resourceId] ?? null
  assertInItsTime(at, before?.scannedAt ?? null)
  const doubts = doubtsOfScan(found, target, before)
  if (doubts.length > 0 && !confirmed) return { users: null, doubts }
  const scan = await keepScan(
    context.account,
    target,
    { ...found, source: 'pasted', scannedAs: readAs },
    new Date(at).toISOString(),
  )
  tellInventory(context.account)
  const how = ` by hand as ${readAs} and pasted here`
  const despite = doubts.length > 0 ? ` Kept although: ${doubts.join(' ')}` : ''
  await appendAudit({
    ...scanEntry(context, target, inventory.callerArn),
    action: 'pasteScan',
    databaseUser: readAs,
    detail: `${scanDetail(scan, target, how)}${despite}`,
  })
  return { users: scan.users.length, doubts }
}

function assertInItsTime(at: string, known: string | null): void {
  if (Date.parse(at) > Date.now() + AHEAD_MS)
    throw new AppError(
      'invalid',
      `The answer says that it was read at ${at}, which is still to come. Check the clock of the database. Nothing was kept.`,
    )
  if (known !== null && Date.parse(at) + TOLD_TO_MS <= Date.parse(known))
    throw new AppError(
      'conflict',
      `This was read at ${at.slice(0, 10)} ${formatClock(at)} UTC, and what is known here is newer: ${known.slice(0, 10)} ${formatClock(known)} UTC. Run the query again. Nothing was kept.`,
    )
}
