import 'server-only'
import { isProduction, productionInWords } from '@/lib/access/model/production'
import { connectArn, type Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { readTarget } from '@/lib/aws/rds-target'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { inspectToken, type TokenFacts } from '@/lib/connect/inspect-token'
import type { RecipeInput } from '@/lib/connect/recipe'
import { MAIN_ENDPOINT, type TargetEndpoint } from '@/lib/connect/target-endpoints'
import { tokenLife } from '@/lib/connect/token-life'
import { AppError } from '@/lib/errors'
import { formatUtc } from '@/lib/format'
import { assertCan } from '@/lib/operator/operator'
import { appendAudit } from '@/lib/records/audit'
import { loadReading } from '@/lib/services/account/load-inventory'
import { loginOfSession, sessionOf, verdictOfSession } from '@/lib/services/account/session-of'
import { signerOf, signingCredentials, verdictFor } from '@/lib/services/account/signing-as'
import { actorOf, type Context } from '@/lib/services/context'
import { mfaOf } from '@/lib/services/tokens/mfa-of'
import type { TokenWish } from '@/lib/services/tokens/plan-token'
import { signedEndpoint } from '@/lib/services/tokens/signed-endpoint'
import { wayTo } from '@/lib/services/tokens/way-to'

export interface IssuedToken {
  token: string
  facts: TokenFacts
  /** What recipes are made of, beside the token: for the whole of its life it opens the same endpoint, through a tunnel too. */
  way: Omit<RecipeInput, 'token'>
  target: Pick<Target, 'name' | 'accountId' | 'resourceId' | 'region' | 'engineLabel' | 'family'>
  databaseUser: string
  endpoint: TargetEndpoint
  issuedAt: string
  /** The earlier of 15 minutes and the end of the credentials. */
  expiresAt: string
  fullLifeEndsAt: string
  /** Set where the credentials end first. */
  sessionEndsAt: string | null
  signerArn: string
  signerLabel: string
  verdict: Verdict
  sentence: string | null
  /** A code was given for its session: another token needs another code. */
  withMfa: boolean
  reason: string
  auditId: string
}

/** The token is in the answer and nowhere else. Host, port and region come from AWS by resource id, never from the client. */
export async function mintToken(
  context: Context,
  order: TokenWish & { reason: string },
): Promise<IssuedToken> {
  assertCan(context, 'mint')
  const { region, resourceId, databaseUser, signAs } = order
  const reason = order.reason.trim()
  const [target, reading] = await Promise.all([
    readTarget(context.account, region, resourceId),
    loadReading(context.account),
  ])
  assertOwnTarget(reading, order)
  assertReason(target, reason)
  const endpoint = signedEndpoint(target, order.endpoint)
  const signer = signerOf(reading, signAs)
  const explanation = verdictFor(reading, target, databaseUser, signer)
  const mfa = mfaOf(order)
  const says = mfa ? 'open' : await unaidedLogin(context, reading, order, target)
  const credentials = await signingCredentials(context, signAs, target, databaseUser, mfa)
  const token = await signAuthToken(context.account, {
    endpoint,
    region: target.region,
    databaseUser,
    credentials,
  })
  const { facts } = inspectToken(token)
  if (!facts) throw new AppError('internal', 'The signed token could not be read back.')
  const life = tokenLife(new Date(facts.signedAt), credentials.expiresAt)
  const verdict = verdictOfSession(explanation?.verdict ?? 'notEvaluated', says)
  const by = endpoint.id === MAIN_ENDPOINT ? '' : ` (${endpoint.label})`
  const record = await appendAudit({
    ...actorOf(context),
    action: 'issueToken',
    target: target.name,
    targetRegion: target.region,
    resourceId,
    databaseUser,
    principal: signer.label,
    reason,
    outcome: 'done',
    callerArn: reading.callerArn,
    accountId: reading.accountId,
    awsCalls: [],
    before: null,
    after: {
      expiresAt: life.expiresAt,
      signer: signer.arn,
      verdict,
      resource: connectArn(target, databaseUser),
      endpoint: `${endpoint.host}:${endpoint.port}`,
      ...(mfa ? { mfa: 'given' } : {}),
    },
    detail: `Token for ${databaseUser} on ${target.name}${by}, opens connections until ${formatUtc(life.expiresAt)}.`,
    changes: [],
  })
  return {
    token,
    facts,
    way: wayTo(target, endpoint, databaseUser),
    target: pick(target),
    databaseUser,
    endpoint,
    issuedAt: facts.signedAt,
    expiresAt: life.expiresAt,
    fullLifeEndsAt: life.fullLifeEndsAt,
    sessionEndsAt: life.endsWithSession ? credentials.expiresAt : null,
    signerArn: signer.arn,
    signerLabel: signer.label,
    verdict,
    sentence: says === 'mfa' ? NEEDS_MFA : (explanation?.sentence ?? null),
    withMfa: mfa !== null,
    reason,
    auditId: String(record.id),
  }
}

const NEEDS_MFA = 'The login needs MFA, and the session of this server has none.'

/** What the server's own session, without a code, decides of the login. */
async function unaidedLogin(
  { account }: Context,
  reading: Awaited<ReturnType<typeof loadReading>>,
  { signAs, databaseUser }: TokenWish,
  target: Target,
) {
  const session = sessionOf(reading, signAs, await callerCredentials(account))
  return loginOfSession(reading, session, signAs, target, databaseUser)
}

function pick({ name, accountId, resourceId, region, engineLabel, family }: Target): IssuedToken['target'] {
  return { name, accountId, resourceId, region, engineLabel, family }
}

function assertReason(target: Target, reason: string): void {
  if (reason !== '' || !isProduction(target)) return
  const fields = { reason: 'Production needs a reason or a ticket.' }
  throw new AppError(
    'invalid',
    `${target.name} ${productionInWords(target)}: a token for it needs a reason. Nothing was issued.`,
    { fields },
  )
}
