import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { type Explanation, explainCell } from '@/lib/access/explain/explain'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
import { principalBehind } from '@/lib/access/model/principal-behind'
import { connectArn, type Target } from '@/lib/access/model/target'
import {
  assumeRole,
  callerCredentials,
  type MfaCode,
  type SigningCredentials,
  sessionWithMfa,
} from '@/lib/aws/sts'
import { assumeHalves } from '@/lib/connect/assume-halves'
import { AppError } from '@/lib/errors'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

/** Whose credentials sign: the server's own, or those of a role it assumes (by its ARN). */
export type SignAs = string

export const CALLER = 'caller'

export interface Signer {
  arn: string
  label: string
  /** Null: not among the principals that were read, so no verdict is known. */
  principal: Principal | null
}

/** Of a session, the role it is of. */
const nameOf = (arn: string) =>
  (arn.split(':').at(-1) ?? arn).replace(/^assumed-role\/([^/]+)\/.*$/, 'role/$1')

export function signerOf(reading: AccountReading | Inventory, signAs: SignAs): Signer {
  const arn = signAs === CALLER ? reading.callerArn : signAs
  const principal = hasIam(reading) ? principalBehind(reading, arn) : null
  return { arn, label: principal?.label ?? nameOf(arn), principal }
}

/** What policies, the switch and the database say of this signer, this target and this user; null: not evaluated. */
export function verdictFor(
  reading: AccountReading | Inventory,
  target: Target,
  databaseUser: string,
  { principal }: Signer,
): Explanation | null {
  if (!principal || !hasIam(reading)) return null
  return explainCell(compileAccess(reading), target, principal.arn, databaseUser)
}

/** A role's session is narrowed to the one database user, so that a token and its session can do nothing else. */
export async function signingCredentials(
  context: Context,
  signAs: SignAs,
  target: Target,
  databaseUser: string,
  mfa: MfaCode | null = null,
): Promise<SigningCredentials> {
  if (signAs === CALLER && !mfa) return callerCredentials(context.account)
  if (signAs !== CALLER && !/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(signAs)) {
    throw new AppError('invalid', 'A token is signed by this server or by a role. Nothing was issued.', {
      fields: { signAs: 'This is not the ARN of a role.' },
    })
  }
  const session = mfa ? await sessionWithMfa(context.account, mfa) : null
  if (signAs === CALLER && session) return session
  const asked = {
    ...(session ? { as: session } : {}),
    roleArn: signAs,
    sessionName: context.actor.name,
    onlyConnectArn: connectArn(target, literalUser(databaseUser)),
  }
  return assumeRole(context.account, asked).catch(async error => {
    if (!(error instanceof AppError) || error.code !== 'accessDenied') throw error
    throw bothHalves(error, await loadReading(context.account), signAs)
  })
}

/** AWS does not say which half refused: what was read of each does. */
function bothHalves(error: AppError, reading: AccountReading | Inventory, roleArn: string): AppError {
  const caller = signerOf(reading, CALLER)
  const role = signerOf(reading, roleArn)
  const read =
    caller.principal && role.principal && hasIam(reading)
      ? assumeHalves(compileAccess(reading), caller.principal, role.principal)
      : null
  const message = `AWS did not let ${caller.label} assume ${role.label}. Both must allow it: the policy of ${caller.label} (sts:AssumeRole) and the trust policy of the role. ${read ?? `Which of them refused is not known: ${role.label} was not read.`} Nothing was issued.`
  // Not a missing action of ours: it may be the trust policy alone.
  return new AppError('accessDenied', message, {
    cause: error,
    ...(error.answer ? { answer: error.answer } : {}),
    ...(error.requestId ? { requestId: error.requestId } : {}),
  })
}

/** IAM User Guide, "Policy variables": the literal form of letters that would be wildcards. */
function literalUser(databaseUser: string): string {
  return databaseUser.replaceAll(/[*?$]/g, letter => `\${${letter}}`)
}
