import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import type { Account } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { appendAudit } from '@/lib/records/audit'
import { type AuditEntry, BLANK_ENTRY } from '@/lib/records/audit-entry'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { tellInventory } from '@/lib/services/account/put-in-reading'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import { actorOf, type Context } from '@/lib/services/context'
import { adapterOf, readDatabase } from '@/lib/services/databases/read-database'
import { byScanUser, type WayIn } from '@/lib/services/databases/way-in'

export function scanEntry(context: Context, target: Target, callerArn: string): AuditEntry {
  return {
    ...BLANK_ENTRY,
    ...actorOf(context),
    action: 'scanDatabase',
    target: target.name,
    targetRegion: target.region,
    resourceId: target.resourceId,
    databaseUser: settings().scanUser,
    callerArn,
    accountId: target.accountId,
    detail: '',
  }
}

export function scanDetail({ users, unread }: DatabaseScan, { name }: Target, how: string): string {
  const ready = users.filter(user => user.iamReady).length
  const part =
    unread.length > 0 ? ` Not all of it could be read: ${unread.length} parts are named there.` : ''
  return `${users.length} roles read on ${name}${how}, ${ready} of them IAM-ready.${part}`
}

const HOW: Record<DatabaseScan['source'], string> = {
  token: '',
  masterSecret: ' as the master user, with the password that RDS keeps in Secrets Manager',
  pasted: '',
}

/**
 * Reads a database's users and keeps what it found. It signs in to the database: that is done only where it can be kept.
 * Whether somebody may ask for it is the verb's question.
 */
export async function recordedScan(
  context: Context,
  ref: TargetRef,
  enter: (account: Account, target: Target) => Promise<WayIn> = byScanUser,
): Promise<DatabaseScan> {
  await assertRecordable()
  const [target, inventory] = await Promise.all([
    readTarget(context.account, ref.region, ref.resourceId),
    loadInventory(context.account),
  ])
  assertOwnTarget(inventory, ref)
  let entry = scanEntry(context, target, inventory.callerArn)
  try {
    adapterOf(target)
    const way = await enter(context.account, target)
    // A password that was read is told of, whatever comes of it.
    entry = { ...entry, databaseUser: way.databaseUser, awsCalls: way.awsCalls }
    const found = await readDatabase(context.account, target, way)
    tellInventory(context.account)
    await appendAudit({ ...entry, detail: scanDetail(found, target, HOW[found.source]) })
    return found
  } catch (error) {
    const detail = error instanceof AppError ? error.message : 'The reading stopped for an unexpected reason.'
    await appendAudit({ ...entry, outcome: 'failed', detail })
    throw error
  }
}
