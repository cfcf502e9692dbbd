import 'server-only'
import type { DatabaseScan } from '@/lib/access/database-user'
import type { Target } from '@/lib/access/target'
import { readTarget } from '@/lib/aws/rds-target'
import { signAuthToken } from '@/lib/aws/signer'
import { callerCredentials } from '@/lib/aws/sts'
import { settings } from '@/lib/config/env'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { AppError } from '@/lib/errors'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { type AuditEntry, appendAudit } from '@/lib/records/audit'
import { saveScan } from '@/lib/records/scans'
import { keepScan, loadInventory } from '@/lib/services/load-inventory'
import type { TargetRef } from '@/lib/services/target-ref'

const refuse = (sentence: string) => new AppError('invalid', `${sentence} Nothing was read.`)

function assertScannable(target: Target): void {
  if (target.kind === 'proxy') {
    throw refuse(`${target.name} is a proxy: read the users of the database behind it.`)
  }
  if (target.family !== 'postgres') {
    throw refuse(
      `Gatehouse reads the users of PostgreSQL only; ${target.name} runs ${target.engineLabel}. Verdicts stand on IAM and the switch.`,
    )
  }
  if (!target.iamAuth.accepted) {
    throw refuse(`IAM authentication is off on ${target.name}, and Gatehouse signs in by token only.`)
  }
}

async function scan(target: Target, scanUser: string): Promise<DatabaseScan> {
  assertScannable(target)
  const { endpoint, region, databaseName, resourceId } = target
  if (!endpoint) throw refuse(`${target.name} has no endpoint yet.`)
  const credentials = await callerCredentials()
  const token = await signAuthToken({ endpoint, region, databaseUser: scanUser, credentials })
  const login = { endpoint, databaseUser: scanUser, databaseName: databaseName ?? 'postgres', token }
  const found = await scanPostgres(login)
  return { resourceId, ...found, scannedAt: new Date().toISOString(), scannedAs: scanUser }
}

function entryOf(operator: Operator, target: Target, callerArn: string): AuditEntry {
  return {
    actor: operator.name,
    action: 'scanDatabase',
    target: target.name,
    targetRegion: target.region,
    resourceId: target.resourceId,
    databaseUser: settings().scanUser,
    principal: null,
    reason: '',
    outcome: 'done',
    callerArn,
    awsCalls: [],
    before: null,
    after: null,
    detail: '',
    changes: [],
  }
}

/** Reads a database's users as GATEHOUSE_SCAN_USER, by a token of the server's own role, and keeps what it found. */
export async function scanDatabase(operator: Operator, ref: TargetRef): Promise<DatabaseScan> {
  assertCan(operator, 'read')
  const { scanUser } = settings()
  if (scanUser === null) {
    throw refuse(
      'No database user is set for reading. Create one that holds rds_iam, name it in GATEHOUSE_SCAN_USER and start Gatehouse again.',
    )
  }
  const [target, { callerArn }] = await Promise.all([readTarget(ref.region, ref.resourceId), loadInventory()])
  const entry = entryOf(operator, target, callerArn)
  try {
    const found = await scan(target, scanUser)
    await saveScan(target.resourceId, found)
    keepScan(found)
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
