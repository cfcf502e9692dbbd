import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecureContext } from 'node:tls'
import { afterAll, beforeAll, expect } from 'vitest'
import { homeAccount } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import type { Login } from '@/lib/databases/connection'
import type { LoginTest } from '@/lib/databases/connection-test'
import type { Limits } from '@/lib/databases/conversation'
import type { HostileServer } from '@/lib/simulator/databases/hostile/hostile-server'
import { HOST, issueCertificates, listenWith } from '@/lib/simulator/databases/hostile/start-hostile-server'

/** What a busy machine needs to notice the deadline. */
const NOTICED_MS = 2_000

/** Those that only the deadline ends get a short one; the others must be seen through before theirs. */
const limitsFor = ({ test }: Pick<HostileServer, 'test'>): Limits => ({
  deadlineMs: String(test).includes('ETIMEDOUT') ? 1_000 : 10_000,
  bytes: 1_048_576,
  rows: 1_000,
})

/** Pieces of the token in every form that a thief could use, longer than what may remain at an edge. */
function piecesOf(token: string): string[] {
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

/** To be called where tests are collected: runs against fresh servers and proves what must be true of every conversation. */
export function hostileMeeting<V>(port: number, visitorOf: (raw: Socket, certificate: SecureContext) => V) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-hostile-'))
  const caFile = join(folder, 'ca.pem')
  const endpoint = { host: HOST, port }
  let certificates: Awaited<ReturnType<typeof issueCertificates>>
  let token = ''
  /** Every socket that was dialled, so that none stays open. */
  const dialled: Socket[] = []
  const onDial = (message: unknown) => dialled.push((message as { socket: Socket }).socket)

  beforeAll(async () => {
    certificates = await issueCertificates()
    writeFileSync(caFile, certificates.authority)
    Object.assign(process.env, { GATEHOUSE_CA_FILE: caFile, GATEHOUSE_DATA_DIR: folder })
    const session = Buffer.from('a session token of some length, with / and + in it? ~~~>>>')
    const credentials = {
      accessKeyId: 'ASIAQWERTYUIOPASDFGH',
      secretAccessKey: 'a secret that signs',
      expiresAt: null,
      sessionToken: session.toString('base64'),
    }
    const question = { endpoint, region: 'us-east-1', databaseUser: 'app_readonly', credentials }
    token = await signAuthToken(homeAccount(), question)
    subscribe('net.client.socket', onDial)
  })
  afterAll(() => {
    unsubscribe('net.client.socket', onDial)
    rmSync(folder, { recursive: true, force: true })
  })

  return async <T>(hostile: HostileServer<V>, visit: (login: Login, limits: Limits) => Promise<T>) => {
    const { script, certificate = 'good' } = hostile
    const limits = limitsFor(hostile)
    const server = await listenWith(raw => script(visitorOf(raw, certificates[certificate])))
    process.env.GATEHOUSE_TUNNELS = `${HOST}:${port}=127.0.0.1:${server.port}`
    dialled.length = 0
    const started = performance.now()
    const credential = { kind: 'token' as const, secret: token }
    const login = { endpoint, databaseUser: 'app_readonly', databaseName: 'orders', credential }
    const outcome = await visit(login, limits)
    const tookMs = performance.now() - started
    const left = dialled.filter(socket => !socket.destroyed)
    await server.close()
    expect(tookMs).toBeLessThan(limits.deadlineMs + NOTICED_MS)
    expect(dialled.length).toBeGreaterThan(0)
    expect(left).toEqual([])
    const said = JSON.stringify(outcome)
      .replace(/\p{Cf}/gu, '')
      .toLowerCase()
    expect(piecesOf(token).filter(piece => said.includes(piece.toLowerCase()))).toEqual([])
    return outcome
  }
}

/** A connection test against a server that may do anything stops where it should, and says no more than it saw. */
export function expectTestEnds(test: LoginTest, server: Pick<HostileServer, 'test'>): void {
  const end = test.failure ? `${test.failure.step}: ${test.failure.code}` : `ok: ${test.steps.at(-1)?.text}`
  expect(end).toMatch(server.test)
  expect(test.ok).toBe(end.startsWith('ok'))
  expect(test.steps.map(({ id }) => id)).toEqual(['dns', 'tcp', 'tls', 'iam', 'role'])
  const accepted = test.steps.some(({ text }) => text === 'The token is accepted')
  expect(accepted).toBe(/^(role|ok)/.test(end))
}

interface Scanned {
  users: { name: string }[]
}

/** What became of a scan, in a word: the names it found, or all that its failure says. */
export async function scanEnd(scan: Promise<Scanned>): Promise<string> {
  const found = await scan.catch(error => error)
  if ('users' in found) return `ok: ${found.users.map(({ name }: { name: string }) => name).join()}`
  expect(found).toMatchObject({ code: 'unavailable', answer: expect.stringMatching(/\S/) })
  return `stopped: ${found.message} ${found.answer} ${found.stack} ${found.cause}`
}
