import 'server-only'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { type AccountReading, hasIam } from '@/lib/access/model/inventory'
import { insideOf } from '@/lib/access/model/name-inside'
import { isProduction } from '@/lib/access/model/production'
import { scanBehind } from '@/lib/access/model/scan-behind'
import { environmentOf, type Target } from '@/lib/access/model/target'
import { reaches, type Verdict } from '@/lib/access/model/verdict'
import { findTarget } from '@/lib/access/reading/find-target'
import { type KeptListing, keptListing } from '@/lib/access/reading/kept-listing'
import { awsNow, clockInWords } from '@/lib/aws/clock'
import { readOwnMfaDevices } from '@/lib/aws/read-mfa-devices'
import { roleSessionName } from '@/lib/aws/role-session-name'
import { callerCredentials } from '@/lib/aws/sts'
import type { OtherSigner } from '@/lib/connect/connection-options'
import { type MfaWays, mfaWays } from '@/lib/connect/mfa-ways'
import { ownSessionLines } from '@/lib/connect/own-session-lines'
import type { SignerSession } from '@/lib/connect/signer-session'
import { endpointsOf, type TargetEndpoint } from '@/lib/connect/target-endpoints'
import { type TokenCheck, tokenChecks } from '@/lib/connect/token-checks'
import { tokenLife } from '@/lib/connect/token-life'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { loginOfSession, sessionOf, verdictOfSession } from '@/lib/services/account/session-of'
import { CALLER, type SignAs, signerOf, verdictFor } from '@/lib/services/account/signing-as'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { signerThatOpens } from '@/lib/services/tokens/signers'

export interface TokenQuestion extends TargetRef {
  databaseUser: string
  signAs: SignAs
}

/** What is signed for. */
export interface TokenWish extends TokenQuestion {
  /** An id of `endpointsOf`; absent: the main one. */
  endpoint?: string | undefined
  /** Of the server's own IAM user: a code for this one question, and the device that shows it. */
  serialNumber?: string | undefined
  tokenCode?: string | undefined
}

export interface TokenPlan {
  target: Pick<Target, 'name' | 'resourceId' | 'region' | 'engineLabel' | 'kind'>
  databaseUser: string
  /** Null: not among the principals that were read. */
  signerArn: string | null
  /** `read only on 41 tables`; null: not read. */
  canDo: string | null
  environment: string | null
  verdict: Verdict
  sentence: string | null
  /** Set where the target is shown as RDS described it before: it is asked again before anything is signed. */
  kept: KeptListing | null
  checks: TokenCheck[]
  reasonRequired: boolean
  lifeSeconds: number
  endsWithSession: boolean
  endpoints: TargetEndpoint[]
  /** What the user lacks inside the server, as last read; null: nothing, or nobody looked. */
  toMake: 'create' | 'makeReady' | null
  /** Of a login that is expected to be refused: who opens it instead; null: nobody that this server may sign as. */
  otherSigner: OtherSigner | null
  /** Set where the login needs MFA and this server's session has none. */
  mfa: MfaWays | null
  /** Nothing can be signed: no endpoint yet. */
  blocked: string | null
}

/** What is known before a token is issued; nothing is signed. */
export async function planToken(context: Context, question: TokenQuestion): Promise<TokenPlan> {
  assertCan(context, 'read')
  const reading = await loadReading(context.account)
  const target = findTarget(reading, question)
  const signer = signerOf(reading, question.signAs)
  const explanation = verdictFor(reading, target, question.databaseUser, signer)
  const now = awsNow(context.account)
  const own = await callerCredentials(context.account)
  const sessionEndsAt = question.signAs === CALLER ? own.expiresAt : null
  const session = sessionOf(reading, question.signAs, own)
  const says = loginOfSession(reading, session, question.signAs, target, question.databaseUser)
  const verdict = verdictOfSession(explanation?.verdict ?? 'notEvaluated', says)
  const life = tokenLife(now, sessionEndsAt)
  const { name, resourceId, region, engineLabel, kind } = target
  const scan = reading.scans[resourceId]
  const user = insideOf(scan, question.databaseUser)?.user
  const checks = tokenChecks({
    target,
    databaseUser: question.databaseUser,
    signerLabel: signer.label,
    explanation,
    ...(session
      ? { ofSession: { says, takesCode: session.making.own === 'userKeys', mfa: session.making.mfa } }
      : {}),
    isIamRead: hasIam(reading),
    scan: scanBehind(reading, target),
    sessionEndsAt,
    assumes: question.signAs !== CALLER,
    life,
    now,
    clock: clockInWords(context.account),
  })
  return {
    target: { name, resourceId, region, engineLabel, kind },
    databaseUser: question.databaseUser,
    signerArn: signer.principal?.arn ?? null,
    canDo: rights(user),
    environment: environmentOf(target),
    verdict,
    sentence: explanation?.sentence ?? null,
    kept: keptListing(reading, target),
    checks,
    reasonRequired: isProduction(target),
    lifeSeconds: life.seconds,
    endsWithSession: life.endsWithSession,
    endpoints: endpointsOf(target),
    toMake: scan ? lacking(user) : null,
    otherSigner:
      hasIam(reading) && !reaches(verdict) && verdict !== 'notEvaluated'
        ? signerThatOpens(reading, own, question)
        : null,
    mfa: session && says === 'mfa' ? await waysOf(context, reading, session, question, target) : null,
    blocked: target.endpoint ? null : `${name} has no endpoint yet: its status is ${target.status}.`,
  }
}

async function waysOf(
  context: Context,
  reading: AccountReading,
  { making: { own } }: SignerSession,
  { signAs, databaseUser }: TokenQuestion,
  { endpoint, region }: Target,
): Promise<MfaWays> {
  const devices = own === 'userKeys' ? await readOwnMfaDevices(context.account) : null
  const [device = null] = devices ?? []
  const roleArn = signAs === CALLER ? null : signAs
  const sessionName = roleSessionName(context.actor.name)
  const lines =
    endpoint && ownSessionLines({ endpoint, region, databaseUser }, { roleArn, sessionName, device })
  const caller = signerOf(reading, CALLER).label
  return mfaWays({ own, caller, role: roleArn && signerOf(reading, signAs).label, devices, lines })
}

/** A user that is closed on purpose is left closed. */
function lacking(user: DatabaseUser | undefined): TokenPlan['toMake'] {
  if (!user) return 'create'
  return user.signIn === 'password' && !user.iamReady ? 'makeReady' : null
}

function rights(user: DatabaseUser | undefined): string | null {
  return user ? (user.superuser ? 'superuser' : user.canDo) : null
}
