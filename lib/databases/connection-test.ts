import 'server-only'
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { hostname } from 'node:os'
import type { EngineFamily } from '@/lib/access/target'
import { CONNECT_TIMEOUT_MS, dialFor, type Login, withConnection } from '@/lib/databases/connection'
import { type DatabaseFailure, databaseFailure, isSignInRefusal } from '@/lib/databases/database-failure'
import { secureSocket } from '@/lib/databases/postgres/secure-socket'

export type StepId = 'dns' | 'tcp' | 'tls' | 'iam' | 'role'

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

const ORDER: StepId[] = ['dns', 'tcp', 'tls', 'iam', 'role']

class StepFailed extends Error {
  constructor(
    readonly step: StepId,
    override readonly cause: unknown,
  ) {
    super(step)
  }
}

/** Times each step and stops at the first that fails; what was not reached is listed as skipped. */
class Steps {
  readonly done: TestStep[] = []

  async run<T>(id: StepId, work: () => Promise<{ text: string; value: T }>): Promise<T> {
    const started = performance.now()
    try {
      const { text, value } = await work()
      this.pass(id, text, started)
      return value
    } catch (error) {
      const step = error instanceof StepFailed ? error.step : id
      const cause = error instanceof StepFailed ? error.cause : error
      if (step !== id) this.pass(id, 'The token is accepted', started)
      throw this.#fail(step, cause, step === id ? started : performance.now())
    }
  }

  pass(id: StepId, text: string, started: number): void {
    this.done.push({ id, outcome: 'pass', text, durationMs: since(started) })
  }

  #fail(id: StepId, cause: unknown, started: number): StepFailed {
    const text = databaseFailure(cause, '').answer
    this.done.push({ id, outcome: 'fail', text, durationMs: since(started) })
    return new StepFailed(id, cause)
  }

  all(notReached: string): TestStep[] {
    const reached = new Set(this.done.map(step => step.id))
    const rest = ORDER.filter(id => !reached.has(id))
    return [
      ...this.done,
      ...rest.map(id => ({ id, outcome: 'skipped' as const, text: notReached, durationMs: 0 })),
    ]
  }
}

const NOT_POSTGRES = 'Not tried: Gatehouse signs in to PostgreSQL only. Use the recipe of your client.'

const since = (started: number) => Math.round(performance.now() - started)

function openSocket(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const fail = (error: Error) => {
      socket.destroy()
      reject(error)
    }
    socket.setTimeout(CONNECT_TIMEOUT_MS, () =>
      fail(
        Object.assign(new Error(`connect timed out after ${CONNECT_TIMEOUT_MS / 1000} s`), {
          code: 'ETIMEDOUT',
        }),
      ),
    )
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      resolve(socket)
    })
  })
}

async function reachServer(steps: Steps, login: Login, family: EngineFamily): Promise<void> {
  const { dial, tunnelled } = dialFor(login.endpoint)
  const address = await steps.run('dns', async () => {
    const found = await lookup(dial.host)
    const plain = isIP(dial.host) ? dial.host : `${dial.host} is ${found.address}`
    return { text: tunnelled ? `Through the tunnel at ${plain}` : plain, value: found.address }
  })
  const socket = await steps.run('tcp', async () => {
    return { text: `Port ${dial.port} answers`, value: await openSocket(address, dial.port) }
  })
  try {
    if (family === 'postgres') {
      await steps.run('tls', async () => {
        const { protocol, validTo } = await secureSocket(socket, login.endpoint)
        return { text: `${protocol}, certificate names the endpoint, valid to ${validTo}`, value: null }
      })
    }
  } finally {
    socket.destroy()
  }
}

async function signIn(steps: Steps, login: Login): Promise<void> {
  const started = { at: 0 }
  const who = await steps.run('iam', async () => {
    const value = await withConnection(login, async client => {
      started.at = performance.now()
      const { rows } = await client.query<{ role: string; database: string }>(
        'select current_user as role, current_database() as database',
      )
      return rows[0]
    }).catch(error => {
      const { code } = databaseFailure(error, login.token)
      throw started.at > 0 || isServerWord(code) ? new StepFailed('role', error) : error
    })
    return { text: 'The token is accepted', value }
  })
  steps.pass('role', `current_user is ${who?.role ?? ''}, in ${who?.database ?? ''}`, started.at)
}

/** A five-letter SQLSTATE that is no sign-in refusal: the token was taken, then the database said no. */
const isServerWord = (code: string | null) =>
  code !== null && /^[0-9A-Z]{5}$/.test(code) && !isSignInRefusal(code) && !code.startsWith('08')

/** Tries the whole way in as the token's user. The token is used, never kept and never answered. */
export async function testLogin(login: Login, family: EngineFamily): Promise<LoginTest> {
  const steps = new Steps()
  const started = performance.now()
  let failure: LoginTest['failure'] = null
  try {
    await reachServer(steps, login, family)
    if (family === 'postgres') await signIn(steps, login)
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    failure = { ...databaseFailure(error.cause, login.token), step: error.step }
  }
  const all = steps.all(family === 'postgres' ? 'Not reached' : NOT_POSTGRES)
  const ok = all.every(step => step.outcome === 'pass')
  return { steps: all, ok, totalMs: since(started), from: hostname(), failure }
}
