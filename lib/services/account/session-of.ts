import 'server-only'
import { columnFor } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { connectArn, type Target } from '@/lib/access/model/target'
import { reaches, type Verdict } from '@/lib/access/model/verdict'
import type { SigningCredentials } from '@/lib/aws/sts'
import type { OfSession } from '@/lib/connect/decide-condition'
import { sessionMaking } from '@/lib/connect/session-making'
import { resourceOfSession, type SignerSession, signerSession } from '@/lib/connect/signer-session'
import { CALLER, type SignAs, signerOf } from '@/lib/services/account/signing-as'

type Reading = AccountReading | Inventory

/** How the session that signs here is made; null: caller or signer is not among the principals that were read. */
export function sessionOf(
  reading: Reading,
  signAs: SignAs,
  own: Pick<SigningCredentials, 'sessionToken'>,
): SignerSession | null {
  const caller = signerOf(reading, CALLER)
  const signer = signerOf(reading, signAs)
  if (!hasIam(reading) || !caller.principal || !signer.principal) return null
  const access = compileAccess(reading)
  const isTemporary = own.sessionToken !== undefined
  const making = sessionMaking(access, { arn: caller.arn, isTemporary, principal: caller.principal })
  return signerSession(access, making, caller.principal, signer.principal)
}

/** Only a maybe can be decided: what stops a login without MFA, stops it whatever the target says. */
export const verdictOfSession = (verdict: Verdict, says: OfSession): Verdict =>
  says !== 'open' && reaches(verdict) ? 'noAccess' : verdict

/** What that session decides of one login, where policies leave it open. */
export function loginOfSession(
  reading: Reading,
  session: SignerSession | null,
  signAs: SignAs,
  target: Target,
  databaseUser: string,
): OfSession {
  const { principal } = signerOf(reading, signAs)
  if (!session || !principal || !hasIam(reading)) return 'open'
  const access = compileAccess(reading)
  const { representativeName } = columnFor(access, target, databaseUser)
  return resourceOfSession(access, session, principal.arn, connectArn(target, representativeName))
}
