import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import type { Login } from '@/lib/databases/connection'
import { testLogin } from '@/lib/databases/connection-test'
import type { Limits } from '@/lib/databases/postgres/converse'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { AT_SIGN_IN } from '@/lib/simulator/databases/hostile/at-sign-in'
import { BEFORE_TLS } from '@/lib/simulator/databases/hostile/before-tls'
import { ECHOING } from '@/lib/simulator/databases/hostile/echoing'
import type { HostileServer } from '@/lib/simulator/databases/hostile/hostile-server'
import { IN_SESSION } from '@/lib/simulator/databases/hostile/in-session'
import {
  HOST,
  issueCertificates,
  startHostileServer,
} from '@/lib/simulator/databases/hostile/start-hostile-server'

/** Those that only the deadline ends get a short one; the others must be seen through before theirs. */
const limitsFor = ({ test }: HostileServer) => ({
  deadlineMs: String(test).includes('ETIMEDOUT') ? 1_000 : 10_000,
  bytes: 1_048_576,
  rows: 1_000,
})
/** What a busy machine needs to notice it. */
const NOTICED_MS = 2_000

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-hostile-'))
const caFile = join(folder, 'ca.pem')
let certificates: Awaited<ReturnType<typeof issueCertificates>>
let token = ''

/** Every socket that was dialled, so that none stays open. */
const dialled: Socket[] = []
const onDial = (message: unknown) => dialled.push((message as { socket: Socket }).socket)

beforeAll(async () => {
  certificates = await issueCertificates()
  writeFileSync(caFile, certificates.authority)
  Object.assign(process.env, { GATEHOUSE_CA_FILE: caFile, GATEHOUSE_DATA_DIR: folder })
  token = await signAuthToken(homeAccount(), {
    endpoint: { host: HOST, port: 5432 },
    region: 'us-east-1',
    databaseUser: 'app_readonly',
    credentials: {
      accessKeyId: 'ASIAQWERTYUIOPASDFGH',
      secretAccessKey: 'a secret that signs',
      expiresAt: null,
      sessionToken: Buffer.from('a session token of some length, with / and + in it? ~~~>>>').toString(
        'base64',
      ),
    },
  })
  subscribe('net.client.socket', onDial)
})
afterAll(() => {
  unsubscribe('net.client.socket', onDial)
  rmSync(folder, { recursive: true, force: true })
})

/** Pieces of the token in every form that a thief could use, longer than what may remain at an edge. */
function pieces(): string[] {
  const values = [...new URLSearchParams(token.split('/?')[1])]
    .filter(([name]) => /Credential|Security|Date|Signature/.test(name))
    .flatMap(([, value]) => [value, encodeURIComponent(value)])
  const forms = [...values, token].flatMap(value => [
    value,
    Buffer.from(value).toString('base64').slice(0, -4),
    Buffer.from(value).toString('hex'),
  ])
  return forms.flatMap(form => form.match(/.{16}/g) ?? [form]).filter(piece => !HOST.includes(piece))
}

/** Runs against a fresh server and proves what must be true of every conversation. */
async function meet<T>(hostile: HostileServer, visit: (login: Login, limits: Limits) => Promise<T>) {
  const { script, certificate = 'good' } = hostile
  const limits = limitsFor(hostile)
  const server = await startHostileServer(certificates[certificate], script)
  process.env.GATEHOUSE_TUNNELS = `${HOST}:5432=127.0.0.1:${server.port}`
  dialled.length = 0
  const started = performance.now()
  const outcome = await visit(
    {
      endpoint: { host: HOST, port: 5432 },
      databaseUser: 'app_readonly',
      databaseName: 'orders',
      credential: { kind: 'token', secret: token },
    },
    limits,
  )
  const tookMs = performance.now() - started
  const left = dialled.filter(socket => !socket.destroyed)
  await server.close()
  expect(tookMs).toBeLessThan(limits.deadlineMs + NOTICED_MS)
  expect(dialled.length).toBeGreaterThan(0)
  expect(left).toEqual([])
  const said = JSON.stringify(outcome)
    .replace(/\p{Cf}/gu, '')
    .toLowerCase()
  expect(pieces().filter(piece => said.includes(piece.toLowerCase()))).toEqual([])
  return outcome
}

const SERVERS = [...BEFORE_TLS, ...AT_SIGN_IN, ...ECHOING, ...IN_SESSION].map(
  server => [server.name, server] as const,
)

describe('a connection test against a server that', () => {
  it.each(SERVERS)(
    '%s ends in time, with a reason, without a socket and without the token',
    async (_, server) => {
      const test = await meet(server, (login, limits) => testLogin(login, 'postgres', limits))
      const end = test.failure
        ? `${test.failure.step}: ${test.failure.code}`
        : `ok: ${test.steps.at(-1)?.text}`
      expect(end).toMatch(server.test)
      expect(test.ok).toBe(end.startsWith('ok'))
      expect(test.steps.map(({ id }) => id)).toEqual(['dns', 'tcp', 'tls', 'iam', 'role'])
      const accepted = test.steps.some(({ text }) => text === 'The token is accepted')
      expect(accepted).toBe(/^(role|ok)/.test(end))
    },
  )
})

describe('a scan of a server that', () => {
  it.each(SERVERS)(
    '%s ends in time, with a reason, without a socket and without the token',
    async (_, server) => {
      const end = await meet(server, async (login, limits) => {
        const scan = await scanPostgres(login, limits).catch(error => error)
        if ('users' in scan) return `ok: ${scan.users.map(({ name }: { name: string }) => name).join()}`
        expect(scan).toMatchObject({ code: 'unavailable', answer: expect.stringMatching(/\S/) })
        return `stopped: ${scan.message} ${scan.answer} ${scan.stack} ${scan.cause}`
      })
      expect(end).toMatch(server.scan ?? /^stopped: /)
    },
  )
})
