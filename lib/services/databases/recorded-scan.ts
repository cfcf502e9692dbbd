import 'server-only'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { readTarget } from '@/lib/aws/rds-target'
import { settings } from '@/lib/config/env'
import { AppError } from '@/lib/errors'
import { appendAudit } from '@/lib/records/audit'
import type { AuditEntry } from '@/lib/records/audit-entry'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { tellInventory } from '@/lib/services/account/put-in-reading'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import { actorOf, type Context } from '@/lib/services/context'
import { readDatabase, refuseToRead } from '@/lib/services/databases/read-database'

function entryOf(context: Context, target: Target, callerArn: string): AuditEntry {
  return {
    ...actorOf(context),
    action: 'scanDatabase',
    target: target.name,
    targetRegion: target.region,
    resourceId: target.resourceId,
    databaseUser: settings().scanUser,
    principal: null,
    reason: '',
    outcome: 'done',
    callerArn,
    accountId: target.accountId,
    awsCalls: [],
    before: null,
    after: null,
    detail: '',
    changes: [],
  }
}

/**
 * Reads a database's users as GATEHOUSE_SCAN_USER, by a token of the server's own role, and keeps what it found. It signs in to
 * the database: that is done only where it can be kept. Whether somebody may ask for it is the verb's question.
 */
export async function recordedScan(context: Context, ref: TargetRef): Promise<DatabaseScan> {
  const { scanUser } = settings()
  if (scanUser === null) {
    throw refuseToRead(
      'No database user is set for reading. Create one that holds rds_iam, name it in GATEHOUSE_SCAN_USER and start Gatehouse again.',
    )
  }
  await assertRecordable()
  const [target, inventory] = await Promise.all([
    readTarget(context.account, ref.region, ref.resourceId),
    loadInventory(context.account),
  ])
  assertOwnTarget(inventory, ref)
  const entry = entryOf(context, target, inventory.callerArn)
  try {
    const found = await readDatabase(context.account, target, scanUser)
    tellInventory(context.account)
    const ready = found.users.filter(user => user.iamReady).length
    const detail = `${found.users.length} roles read on ${target.name}, ${ready} of them IAM-ready.`
    await appendAudit({ ...entry, detail })
    return found
  } catch (error) {
    const detail = error instanceof AppError ? error.message : 'The reading stopped for an unexpected reason.'
    await appendAudit({ ...entry, outcome: 'failed', detail })
    throw error
  }
}
