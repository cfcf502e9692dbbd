import 'server-only'
import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import { insideOf } from '@/lib/access/model/name-inside'
import type { Verdict } from '@/lib/access/model/verdict'
import { assertOwnTarget } from '@/lib/access/reading/own-targets'
import { readTarget } from '@/lib/aws/rds-target'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { type Diagnosis, diagnose } from '@/lib/connect/doctor/diagnose'
import { userStateOf } from '@/lib/connect/doctor/user-state'
import { type LoginTest, type TestStep, testLogin } from '@/lib/databases/connection-test'
import { assertCan } from '@/lib/operator/operator'
import { appendAudit } from '@/lib/records/audit'
import { loadReading } from '@/lib/services/account/load-inventory'
import { signerOf, signingCredentials, verdictFor } from '@/lib/services/account/signing-as'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import { actorOf, type Context } from '@/lib/services/context'
import { mfaOf } from '@/lib/services/tokens/mfa-of'
import type { TokenWish } from '@/lib/services/tokens/plan-token'
import { signedEndpoint } from '@/lib/services/tokens/signed-endpoint'

export interface ConnectionTest {
  steps: TestStep[]
  ok: boolean
  totalMs: number
  /** The machine that tried. */
  from: string
  /** The target's own words, where it answered. */
  answer: string | null
  diagnosis: Diagnosis | null
}

/** Logs in with a token of its own and closes again. That token never leaves this function. */
export async function testConnection(context: Context, question: TokenWish): Promise<ConnectionTest> {
  assertCan(context, 'mint')
  const { region, resourceId, databaseUser, signAs } = question
  await assertRecordable()
  const [target, reading] = await Promise.all([
    readTarget(context.account, region, resourceId),
    loadReading(context.account),
  ])
  assertOwnTarget(reading, question)
  const endpoint = signedEndpoint(target, question.endpoint)
  const credentials = await signingCredentials(context, signAs, target, databaseUser, mfaOf(question))
  const token = await signAuthToken(context.account, {
    endpoint,
    region: target.region,
    databaseUser,
    credentials,
  })
  const login = {
    endpoint,
    databaseUser,
    databaseName: databaseNameOf(target),
    credential: { kind: 'token' as const, secret: token },
  }
  const test = await testLogin(login, target.family)
  const signer = signerOf(reading, signAs)
  const explanation = verdictFor(reading, target, databaseUser, signer)
  const verdict = explanation?.verdict ?? 'notEvaluated'
  const { secondHop = null } = explanation ?? {}
  const inside = insideOf(reading.scans[resourceId], databaseUser)
  await appendAudit({
    ...actorOf(context),
    action: 'testConnection',
    target: target.name,
    targetRegion: target.region,
    resourceId,
    databaseUser,
    principal: signer.label,
    reason: '',
    outcome: test.ok ? 'done' : 'failed',
    callerArn: reading.callerArn,
    accountId: reading.accountId,
    awsCalls: [],
    before: null,
    after: { steps: test.steps },
    detail: detailOf(test, databaseUser, target.name),
    changes: [],
  })
  const viaProxy = target.kind === 'proxy'
  const circumstances = {
    targetName: target.name,
    host: endpoint.host,
    port: endpoint.port,
    databaseUser,
    signer: signer.label,
    family: target.family,
    iamAuthAccepted: target.iamAuth.accepted,
    userState: viaProxy ? null : userStateOf(inside),
    policyAllows: policyAllows(verdict),
    viaProxy,
    proxyMode: null,
    secondHopFails: secondHop?.state === 'fails' ? secondHop.text : null,
    freshToken: true,
    step: test.failure?.step ?? null,
  }
  const { steps, ok, totalMs, from, failure } = test
  const words = failure && { message: failure.answer, ...(failure.code ? { code: failure.code } : {}) }
  return {
    steps,
    ok,
    totalMs,
    from,
    answer: failure?.answer ?? null,
    diagnosis: words && diagnose(words, circumstances),
  }
}

/** A condition leaves it open. */
function policyAllows(verdict: Verdict): boolean | null {
  if (verdict === 'denied' || verdict === 'noAccess') return false
  return verdict === 'canConnect' || verdict === 'dormant' ? true : null
}

function detailOf({ ok, totalMs, failure }: LoginTest, databaseUser: string, name: string): string {
  return ok
    ? `Signed in as ${databaseUser} on ${name} and closed after ${(totalMs / 1000).toFixed(1)} s.`
    : `Sign-in as ${databaseUser} on ${name} stopped at ${failure?.step ?? 'a step that is not supported here'}.`
}
