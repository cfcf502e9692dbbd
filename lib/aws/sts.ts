import 'server-only'
import {
  AssumeRoleCommand,
  type Credentials,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { credentialProvider, stsClient, stsClientAs } from '@/lib/aws/clients'
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
  /** Who assumes it; absent: the server's own credentials. */
  as?: SigningCredentials
  /** Narrows the session to connecting as this one database user: what leaves with the token can do nothing else. */
  onlyConnectArn?: string
}

function sessionPolicy(connectArn: string): string {
  const statement = { Effect: 'Allow', Action: 'rds-db:connect', Resource: connectArn }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

export async function assumeRole(account: Account, input: AssumeRoleInput): Promise<SigningCredentials> {
  const call = { action: 'sts:AssumeRole', doing: `assume ${input.roleArn}` }
  const client = input.as ? stsClientAs(account, input.as) : stsClient(account)
  const { Credentials } = await callAws(account, call, () =>
    client.send(
      new AssumeRoleCommand({
        RoleArn: input.roleArn,
        RoleSessionName: roleSessionName(input.sessionName),
        DurationSeconds: input.durationSeconds ?? 3600,
        ...(input.onlyConnectArn ? { Policy: sessionPolicy(input.onlyConnectArn) } : {}),
      }),
    ),
  )
  return signingOf(Credentials, input.roleArn)
}

/** Goes into one call to STS and is nowhere else: no record, no log, no answer holds it. */
export interface MfaCode {
  serialNumber: string
  tokenCode: string
}

const MFA_REFUSED = /MultiFactorAuthentication failed/i

/** A session of the server's own IAM user that holds MFA. STS takes a code once (STS API Reference, GetSessionToken). */
export async function sessionWithMfa(account: Account, mfa: MfaCode): Promise<SigningCredentials> {
  const call = { action: 'sts:GetSessionToken', doing: 'sign in with the MFA code' }
  const asked = { SerialNumber: mfa.serialNumber, TokenCode: mfa.tokenCode, DurationSeconds: 3600 }
  try {
    const { Credentials } = await callAws(account, call, () =>
      stsClient(account).send(new GetSessionTokenCommand(asked)),
    )
    return signingOf(Credentials, 'the MFA code')
  } catch (error) {
    const refusal = error instanceof AppError && error.cause instanceof Error ? error.cause : null
    if (!refusal || !MFA_REFUSED.test(refusal.message)) throw error
    const message =
      'AWS did not take the MFA code: it is wrong, over or used already, or of another device. Wait for the next code. Nothing was issued.'
    const fields = { tokenCode: 'AWS did not take this code. Wait for the next one; each works once.' }
    throw new AppError('invalid', message, { fields, answer: 'AccessDenied sts:GetSessionToken' })
  }
}

function signingOf(credentials: Credentials | undefined, whose: string): SigningCredentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {}
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new AppError('unavailable', `AWS gave no credentials for ${whose}.`)
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiresAt: Expiration?.toISOString() ?? null,
  }
}
