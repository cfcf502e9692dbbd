import 'server-only'
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { secretsClient } from '@/lib/aws/clients'
import { AppError } from '@/lib/errors'

/** Secret: lives in the one function call that signs in with it, never in a log, a record or an answer. */
export interface MasterPassword {
  username: string
  password: string
  requestId: string | null
}

/** RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager": a JSON object with both. */
function parse(text: string | undefined): Pick<MasterPassword, 'username' | 'password'> | null {
  try {
    const { username, password } = JSON.parse(text ?? '') as Record<string, unknown>
    return typeof username === 'string' && typeof password === 'string' && password !== ''
      ? { username, password }
      : null
  } catch {
    return null
  }
}

/** Asked for anew each time: RDS rotates it, every seven days unless told otherwise. */
export async function readMasterPassword(account: Account, secretArn: string): Promise<MasterPassword> {
  const region = secretArn.split(':')[3] ?? ''
  const call = {
    action: 'secretsmanager:GetSecretValue',
    doing: `read the secret ${secretArn} that RDS keeps the master password in`,
  }
  const { SecretString, $metadata } = await callAws(account, call, () =>
    secretsClient(account, region).send(new GetSecretValueCommand({ SecretId: secretArn })),
  )
  const found = parse(SecretString)
  if (found) return { ...found, requestId: $metadata.requestId ?? null }
  throw new AppError(
    'unavailable',
    `The secret ${secretArn} holds no user name and password as RDS writes them.`,
  )
}
