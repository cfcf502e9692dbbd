import 'server-only'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { hasIam } from '@/lib/access/model/inventory'
import { insideOf } from '@/lib/access/model/name-inside'
import { isProduction } from '@/lib/access/model/production'
import { scanBehind } from '@/lib/access/model/scan-behind'
import { environmentOf, type Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import { findTarget } from '@/lib/access/reading/find-target'
import { type KeptListing, keptListing } from '@/lib/access/reading/kept-listing'
import { awsNow, clockInWords } from '@/lib/aws/clock'
import { callerCredentials } from '@/lib/aws/sts'
import { endpointsOf, type TargetEndpoint } from '@/lib/connect/target-endpoints'
import { type TokenCheck, tokenChecks } from '@/lib/connect/token-checks'
import { tokenLife } from '@/lib/connect/token-life'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { CALLER, type SignAs, signerOf, verdictFor } from '@/lib/services/account/signing-as'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

export interface TokenQuestion extends TargetRef {
  databaseUser: string
  signAs: SignAs
}

/** What is signed for. */
export interface TokenWish extends TokenQuestion {
  /** An id of `endpointsOf`; absent: the main one. */
  endpoint?: string | undefined
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
  const sessionEndsAt =
    question.signAs === CALLER ? (await callerCredentials(context.account)).expiresAt : null
  const life = tokenLife(now, sessionEndsAt)
  const { name, resourceId, region, engineLabel, kind } = target
  const scan = reading.scans[resourceId]
  const user = insideOf(scan, question.databaseUser)?.user
  const checks = tokenChecks({
    target,
    databaseUser: question.databaseUser,
    signerLabel: signer.label,
    explanation,
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
    verdict: explanation?.verdict ?? 'notEvaluated',
    sentence: explanation?.sentence ?? null,
    kept: keptListing(reading, target),
    checks,
    reasonRequired: isProduction(target),
    lifeSeconds: life.seconds,
    endsWithSession: life.endsWithSession,
    endpoints: endpointsOf(target),
    toMake: scan ? lacking(user) : null,
    blocked: target.endpoint ? null : `${name} has no endpoint yet: its status is ${target.status}.`,
  }
}

/** A user that is closed on purpose is left closed. */
function lacking(user: DatabaseUser | undefined): TokenPlan['toMake'] {
  if (!user) return 'create'
  return user.signIn === 'password' && !user.iamReady ? 'makeReady' : null
}

function rights(user: DatabaseUser | undefined): string | null {
  return user ? (user.superuser ? 'superuser' : user.canDo) : null
}
