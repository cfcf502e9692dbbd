import 'server-only'
import { hostname } from 'node:os'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Endpoint } from '@/lib/access/model/target'
import { dialTarget, type Login, type Passed, STEPS, type StepId } from '@/lib/databases/connection'
import type { Limits } from '@/lib/databases/conversation'
import {
  ConversationFailed,
  type DatabaseFailure,
  databaseFailure,
  failed,
} from '@/lib/databases/database-failure'
import { ENGINE_ADAPTERS, READ_FAMILIES } from '@/lib/databases/engine-adapters'
import { withinDeadline } from '@/lib/databases/within-deadline'

export interface TestStep {
  id: StepId
  outcome: 'pass' | 'fail' | 'skipped'
  text: string
  durationMs: number
}

export interface LoginTest {
  steps: TestStep[]
  ok: boolean
  totalMs: number
  /** The machine that tried: a private endpoint answers only from inside its network. */
  from: string
  failure: (DatabaseFailure & { step: StepId }) | null
}

const LIMITS: Limits = { deadlineMs: 20_000, bytes: 1_048_576, rows: 10 }
const NOT_TRIED = `Not tried: Gatehouse signs in to ${READ_FAMILIES} only. Use the recipe of your client.`

/** Where Gatehouse cannot sign in, only the port is tried. */
async function reach({ endpoint }: Login, { deadlineMs }: Limits, passed: Passed): Promise<void> {
  try {
    await withinDeadline(deadlineMs, over => dialTarget(endpoint, over, passed))
  } catch (error) {
    throw new ConversationFailed(databaseFailure(error, text => text))
  }
}

/** Times each step; what was not reached is listed as skipped. */
function stepTimer() {
  const steps: TestStep[] = []
  let started = performance.now()
  const add = (id: StepId, outcome: TestStep['outcome'], text: string) => {
    steps.push({ id, outcome, text, durationMs: Math.round(performance.now() - started) })
    started = performance.now()
  }
  const rest = () => STEPS.slice(steps.length)
  return { steps, add, rest }
}

/** Tries the whole way in as the token's user. The token is used, never kept and never answered. */
export async function testLogin(login: Login, family: EngineFamilyId, limits = LIMITS): Promise<LoginTest> {
  const started = performance.now()
  const { steps, add, rest } = stepTimer()
  const adapter = ENGINE_ADAPTERS[family]
  const passed: Passed = (step, text) => add(step, 'pass', text)
  let failure: LoginTest['failure'] = null
  try {
    await (adapter?.signIn ?? reach)(login, limits, passed)
  } catch (error) {
    if (!(error instanceof ConversationFailed)) throw error
    const [step = 'role'] = rest()
    failure = { ...error.failure, step }
    add(step, 'fail', failure.answer)
  }
  const notReached = adapter ? 'Not reached' : NOT_TRIED
  const skipped = rest().map(id => ({ id, outcome: 'skipped' as const, text: notReached, durationMs: 0 }))
  const totalMs = Math.round(performance.now() - started)
  return {
    steps: [...steps, ...skipped],
    ok: rest().length === 0 && !failure,
    totalMs,
    from: hostname(),
    failure,
  }
}

export interface EndpointTest extends Pick<LoginTest, 'steps' | 'from' | 'failure'> {
  /** False: Gatehouse does not speak to this family, so that the port is all that was tried. */
  tlsTried: boolean
}

/** As far as TLS and no further: nobody signs in, so that nothing is refused; a MySQL counts it as cut off in the middle. */
export async function testEndpoint(
  endpoint: Endpoint,
  family: EngineFamilyId,
  deadlineMs: number,
): Promise<EndpointTest> {
  const { steps, add, rest } = stepTimer()
  const adapter = ENGINE_ADAPTERS[family]
  const nobody = {
    endpoint,
    databaseUser: '',
    databaseName: '',
    credential: { kind: 'token' as const, secret: '' },
  }
  const passed: Passed = (step, text) => {
    add(step, 'pass', text)
    if (step === 'tls') throw failed('Far enough', 'ECONNRESET')
  }
  let failure: LoginTest['failure'] = null
  try {
    await (adapter?.signIn ?? reach)(nobody, { ...LIMITS, deadlineMs }, passed)
  } catch (error) {
    if (!(error instanceof ConversationFailed)) throw error
    const [step = 'role'] = rest()
    if (step !== 'iam') failure = { ...error.failure, step }
  }
  return { steps, from: hostname(), failure, tlsTried: adapter !== null }
}
