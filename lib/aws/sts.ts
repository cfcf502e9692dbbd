import 'server-only'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { credentialProvider, stsClient } from '@/lib/aws/clients'
import { awsNow } from '@/lib/aws/clock'
import { roleSessionName } from '@/lib/aws/role-session-name'
import { AppError } from '@/lib/errors'

export interface CallerIdentity {
  accountId: string
  arn: string
  userId: string
  partition: string
}

export async function readCallerIdentity(account: Account): Promise<CallerIdentity> {
  const call = { action: 'sts:GetCallerIdentity', doing: 'find out who it is' }
  const { Account, Arn, UserId } = await callAws(account, call, () =>
    stsClient(account).send(new GetCallerIdentityCommand({})),
  )
  const partition = Arn?.split(':')[1]
  if (!Account || !Arn || !partition)
    throw new AppError('unavailable', 'AWS did not say whose credentials these are.')
  return { accountId: Account, arn: Arn, userId: UserId ?? '', partition }
}

/** Secret: lives in one function call, never in a log, a record or an answer. */
export interface SigningCredentials {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
  /** ISO; null: long-term keys. */
  expiresAt: string | null
}

const FIFTEEN_MINUTES = 15 * 60 * 1000

/** The server's own credentials, fetched anew when they would end before a token does. */
export async function callerCredentials(account: Account): Promise<SigningCredentials> {
  const call = { action: 'sts:GetCallerIdentity', doing: 'load its credentials' }
  return callAws(account, call, async () => {
    const provide = credentialProvider(account)
    let found = await provide()
    const endsSoon =
      found.expiration && found.expiration.getTime() - awsNow(account).getTime() < FIFTEEN_MINUTES
    if (endsSoon) found = await provide({ forceRefresh: true }).catch(() => found)
    return {
      accessKeyId: found.accessKeyId,
      secretAccessKey: found.secretAccessKey,
      ...(found.sessionToken ? { sessionToken: found.sessionToken } : {}),
      expiresAt: found.expiration?.toISOString() ?? null,
    }
  })
}

export interface AssumeRoleInput {
  roleArn: string
  sessionName: string
  durationSeconds?: number
  /** Narrows the session to connecting as this one database user: what leaves with the token can do nothing else. */
  onlyConnectArn?: string
}

function sessionPolicy(connectArn: string): string {
  const statement = { Effect: 'Allow', Action: 'rds-db:connect', Resource: connectArn }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

export async function assumeRole(account: Account, input: AssumeRoleInput): Promise<SigningCredentials> {
  const call = { action: 'sts:AssumeRole', doing: `assume ${input.roleArn}` }
  const { Credentials } = await callAws(account, call, () =>
    stsClient(account).send(
      new AssumeRoleCommand({
        RoleArn: input.roleArn,
        RoleSessionName: roleSessionName(input.sessionName),
        DurationSeconds: input.durationSeconds ?? 3600,
        ...(input.onlyConnectArn ? { Policy: sessionPolicy(input.onlyConnectArn) } : {}),
      }),
    ),
  )
  if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !Credentials.SessionToken) {
    throw new AppError('unavailable', `AWS gave no credentials for ${input.roleArn}.`)
  }
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    expiresAt: Credentials.Expiration?.toISOString() ?? null,
  }
}
