import 'server-only'
import type { ScanSource } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { readMasterPassword } from '@/lib/aws/master-secret'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { settings } from '@/lib/config/env'
import type { Credential } from '@/lib/databases/connection'
import { AppError } from '@/lib/errors'
import type { AuditEntry } from '@/lib/records/audit-entry'

/** As whom a database is read, and by what right. Secret: it lives until the reading is over. */
export interface WayIn {
  databaseUser: string
  credential: Credential
  source: ScanSource
  awsCalls: AuditEntry['awsCalls']
}

export const refuseToRead = (sentence: string) => new AppError('invalid', `${sentence} Nothing was read.`)

/** A token of the server's own role. */
export async function byToken(account: Account, target: Target, databaseUser: string): Promise<WayIn> {
  const { endpoint, region, name } = target
  if (!target.iamAuth.accepted)
    throw refuseToRead(`IAM authentication is off on ${name}, and a token opens nothing there.`)
  if (!endpoint) throw refuseToRead(`${name} has no endpoint yet.`)
  const credentials = await callerCredentials(account)
  const secret = await signAuthToken(account, { endpoint, region, databaseUser, credentials })
  return { databaseUser, credential: { kind: 'token', secret }, source: 'token', awsCalls: [] }
}

export async function byScanUser(account: Account, target: Target): Promise<WayIn> {
  const { scanUser } = settings()
  if (scanUser !== null) return byToken(account, target, scanUser)
  throw refuseToRead(
    'No database user is set for reading. Create one that signs in by IAM, name it in GATEHOUSE_SCAN_USER and start Gatehouse again.',
  )
}

/** The password that RDS keeps for the master user, for this one reading. */
export async function byMasterPassword(account: Account, target: Target): Promise<WayIn> {
  if (!target.masterSecretArn)
    throw refuseToRead(`RDS keeps no master password of ${target.name} in Secrets Manager.`)
  const { username, password, requestId } = await readMasterPassword(account, target.masterSecretArn)
  return {
    databaseUser: username,
    credential: { kind: 'password', secret: password },
    source: 'masterSecret',
    awsCalls: [{ action: 'secretsmanager:GetSecretValue', requestId }],
  }
}
