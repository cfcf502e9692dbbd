import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { settings } from '@/lib/config/env'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { endedSessions } from '@/lib/operator/ended-sessions'
import { CAPABILITIES, within } from '@/lib/operator/operator'
import { openSession, sealSession } from '@/lib/operator/session'
import { listAudit } from '@/lib/records/audit'
import { closeRecords, records } from '@/lib/records/pool'
import { closeSession, saveSession } from '@/lib/records/sessions'
import { contextOf } from '@/lib/services/context'
import { ownSeal } from '@/lib/services/sessions/own-seal'
import { person } from '@/lib/services/testing/person'
import { endOtherSessions } from './end-other-sessions'
import { endSession } from './end-session'
import { knowEndedSessions } from './know-ended-sessions'
import { listSessions } from './list-sessions'
import { lookAtKey } from './look-at-key'
import { makeKey } from './make-key'
import { renameOperator } from './rename-operator'
import { signIn } from './sign-in'
import { signOut } from './sign-out'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-sessions-'))
const visitor = { browser: 'Firefox on Linux', address: '127.0.0.1' }
const AWAY = 'postgresql://nobody@127.0.0.1:1/none'
let server: EmbeddedPostgres
let url: string

beforeAll(async () => {
  chmodSync(folder, 0o711)
  server = await startPostgres({ dataDir: join(folder, 'shared'), fsync: false })
  url = `postgresql://${server.user}@/postgres?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  process.env.GATEHOUSE_DATA_DIR = join(folder, 'data')
  process.env.GATEHOUSE_SESSION_SECRET = 'a secret of thirty-two letters..'
})
beforeEach(async () => {
  await closeRecords()
  process.env.DATABASE_URL = url
  await (await records()).query('truncate gatehouse.sessions')
})
afterAll(async () => {
  await closeRecords()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const open = (cookie: string) => openSession(cookie, settings(), new Date())
const keyOf = (path: string) => new URL(path, 'http://x').searchParams.get('key') ?? ''
const mira = person('mira', ['read'], { signedInAt: new Date().toISOString() })

/** A browser that is signed in with an address made for it, once it is listed. */
async function enter() {
  const before = (await listSessions(mira)).sessions.length
  const result = await signIn({ key: keyOf((await makeKey(mira)).path), cookie: undefined, visitor })
  if (result.state !== 'signedIn') throw new Error(result.state)
  const session = await open(result.cookie)
  if (!session) throw new Error('not open')
  await vi.waitFor(async () => expect((await listSessions(mira)).sessions).toHaveLength(before + 1))
  const { operator } = session
  return { cookie: result.cookie, context: contextOf(operator), operator, id: operator.sessionId }
}

describe('an address for another browser', () => {
  it('signs in once, as who made it, and is only looked at until its button is pressed', async () => {
    const key = keyOf((await makeKey(mira)).path)
    for (let n = 0; n < 3; n++)
      expect(await lookAtKey({ key, cookie: undefined })).toEqual({
        state: 'good',
        hours: 24,
        idleMinutes: 480,
        unnamed: 'mira',
      })
    const first = await signIn({ key, cookie: undefined, visitor })
    expect(first.state).toBe('signedIn')
    expect(await signIn({ key, cookie: undefined, visitor })).toEqual({ state: 'used' })
    expect(await lookAtKey({ key, cookie: undefined })).toEqual({ state: 'used' })
    const session = first.state === 'signedIn' ? await open(first.cookie) : null
    expect(session?.operator.name).toBe('mira')
    const { records: entries } = await listAudit({ limit: 2 })
    expect(entries.map(({ action }) => action)).toEqual(['signIn', 'makeKey'])
    expect(JSON.stringify(entries)).not.toContain(key)
  })

  it('gives no more than whoever made it was given, also at the third address in a row', async () => {
    let context = contextOf({ ...mira.actor, ...within(CAPABILITIES, ['read', 'mint']) })
    for (let turn = 0; turn < 3; turn++) {
      const key = keyOf((await makeKey(context)).path)
      const signedIn = await signIn({ key, cookie: undefined, visitor })
      const session = signedIn.state === 'signedIn' ? await open(signedIn.cookie) : null
      if (!session) throw new Error(signedIn.state)
      expect(session.operator).toMatchObject({ given: ['read', 'mint'], capabilities: ['read', 'mint'] })
      context = contextOf(session.operator)
    }
  })

  it('of somebody who was given all still does where this server allows less meanwhile', async () => {
    const all = contextOf({ ...mira.actor, ...within(['read'], CAPABILITIES) })
    const signedIn = await signIn({ key: keyOf((await makeKey(all)).path), cookie: undefined, visitor })
    const session = signedIn.state === 'signedIn' ? await open(signedIn.cookie) : null
    expect(session?.operator.given).toEqual(CAPABILITIES)
  })

  it('is not spent by a browser that is signed in already', async () => {
    const { cookie } = await enter()
    const key = keyOf((await makeKey(mira)).path)
    expect(await signIn({ key, cookie, visitor })).toEqual({ state: 'alreadyIn' })
    expect(await lookAtKey({ key, cookie })).toEqual({ state: 'alreadyIn' })
    expect((await lookAtKey({ key, cookie: undefined })).state).toBe('good')
  })

  it('is refused to an operator without the capability', async () => {
    const nobody = person(mira.actor.name, [])
    for (const verb of [makeKey, listSessions, endOtherSessions])
      await expect(verb(nobody)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(endSession(nobody, { id: mira.actor.name })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a name', () => {
  it('is that of the person who signs in, and Activity says who made the address', async () => {
    const key = keyOf((await makeKey(mira)).path)
    expect(await signIn({ key, name: 'root (local)', cookie: undefined, visitor })).toEqual({
      state: 'badName',
      problem: expect.stringContaining('(local)'),
    })
    // It is not spent by a name that cannot be taken.
    const result = await signIn({ key, name: ' Ana  Lima ', cookie: undefined, visitor })
    expect(result).toMatchObject({ state: 'signedIn', named: 'Ana Lima' })
    const session = result.state === 'signedIn' ? await open(result.cookie) : null
    expect(session?.operator).toMatchObject({ name: 'Ana Lima', given: ['read'] })
    const [entry] = (await listAudit({ limit: 1 })).records
    expect(entry).toMatchObject({
      actor: 'Ana Lima',
      action: 'signIn',
      detail: 'Ana Lima signed in with an address that mira made.',
    })
  })

  it('is changed in its session alone, recorded as who it was, and gives no right', async () => {
    const [other, own] = [await enter(), await enter()]
    const { cookie } = await renameOperator(own.context, { name: 'Ana Lima' })
    const after = await open(cookie)
    expect(after?.operator).toEqual({ ...own.operator, name: 'Ana Lima' })
    const [entry] = (await listAudit({ limit: 1 })).records
    expect(entry).toMatchObject({
      actor: 'mira',
      action: 'rename',
      outcome: 'done',
      detail: 'mira is called Ana Lima from now on.',
    })
    const { sessions } = await listSessions(own.context)
    expect(sessions.map(({ id, operator }) => [id, operator])).toEqual([
      [own.id, 'Ana Lima'],
      [other.id, 'mira'],
    ])
  })

  it('stays as it was where the change cannot be recorded', async () => {
    const own = await enter()
    await closeRecords()
    process.env.DATABASE_URL = AWAY
    await expect(renameOperator(own.context, { name: 'Ana Lima' })).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  it('is changed by nobody without the capability, and by no program', async () => {
    await expect(renameOperator(person('mira', []), { name: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const job = contextOf({ kind: 'job', name: 'reading', given: ['read'], capabilities: ['read'] })
    await expect(renameOperator(job, { name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a session', () => {
  it('is listed with its browser, the own one first, and not once it is too old', async () => {
    const [, own] = [await enter(), await enter()]
    const { sessions } = await listSessions(own.context)
    expect(sessions.map(session => session.own)).toEqual([true, false])
    expect(sessions[0]).toMatchObject({ id: own.id, operator: 'mira', ...visitor })
    await (await records()).query("update gatehouse.sessions set signed_in_at = now() - interval '25 hours'")
    expect((await listSessions(own.context)).sessions).toEqual([])
  })

  it('ends at once when somebody ends it, and the others stay', async () => {
    const [one, other] = [await enter(), await enter()]
    await endSession(other.context, { id: one.id })
    expect(await open(one.cookie)).toBeNull()
    expect(await open(other.cookie)).not.toBeNull()
    expect((await listSessions(other.context)).sessions.map(({ id }) => id)).toEqual([other.id])
    await expect(endSession(other.context, { id: one.id })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('ends with all but the one that asks', async () => {
    const [one, two, own] = [await enter(), await enter(), await enter()]
    expect(await endOtherSessions(own.context)).toEqual({ ended: 2 })
    expect(await Promise.all([one, two, own].map(({ cookie }) => open(cookie)))).toEqual([
      null,
      null,
      expect.anything(),
    ])
  })

  it('ends here within seconds when another server ends it', async () => {
    const { cookie, id } = await enter()
    await closeSession(id, 'somebody elsewhere')
    expect(endedSessions().has(id)).toBe(false)
    await vi.waitFor(
      async () => {
        await knowEndedSessions()
        expect(await open(cookie)).toBeNull()
      },
      { timeout: 10_000, interval: 100 },
    )
  })

  it('stays ended however often its browser is seen afterwards', async () => {
    const { context, operator, id } = await enter()
    await signOut(context, visitor)
    await saveSession({
      id,
      sealedBy: ownSeal(),
      operator: 'mira',
      signedInAt: operator.signedInAt,
      ...visitor,
    })
    expect((await listSessions(mira)).sessions).toEqual([])
  })

  it('is listed no more once the secret that seals its cookie is gone', async () => {
    const { id } = await enter()
    expect((await listSessions(mira)).sessions.map(session => session.id)).toContain(id)
    process.env.GATEHOUSE_SESSION_SECRET = 'another secret, as after a restart'
    expect((await listSessions(mira)).sessions).toEqual([])
    process.env.GATEHOUSE_SESSION_SECRET = 'a secret of thirty-two letters..'
  })

  it('that was never listed can be signed out, and other servers learn of it', async () => {
    const cookie = await sealSession(settings(), new Date(), { name: 'mira' })
    const session = await open(cookie)
    if (!session) throw new Error('not open')
    await signOut(contextOf(session.operator), visitor)
    endedSessions().delete(session.operator.sessionId)
    await vi.waitFor(
      async () => {
        await knowEndedSessions()
        expect(await open(cookie)).toBeNull()
      },
      { timeout: 10_000, interval: 100 },
    )
  })
})

describe('while the records are away', () => {
  it('one signs in and out, and what was ended stays ended', async () => {
    const before = await enter()
    await signOut(before.context, visitor)
    const key = keyOf((await makeKey(mira)).path)
    await closeRecords()
    process.env.DATABASE_URL = AWAY
    const result = await signIn({ key, cookie: before.cookie, visitor })
    if (result.state !== 'signedIn') throw new Error(result.state)
    const session = await open(result.cookie)
    expect(session).not.toBeNull()
    if (session) await signOut(contextOf(session.operator), visitor)
    expect(await open(result.cookie)).toBeNull()
    expect(await open(before.cookie)).toBeNull()
  })

  it('what ended here is ended on every server once they are back', async () => {
    const { context, id, cookie } = await enter()
    await closeRecords()
    process.env.DATABASE_URL = AWAY
    await signOut(context, visitor)
    await closeRecords()
    process.env.DATABASE_URL = url
    endedSessions().delete(id) // as on a server that was not asked
    await vi.waitFor(
      async () => {
        await knowEndedSessions()
        expect(await open(cookie)).toBeNull()
      },
      { timeout: 10_000, interval: 100 },
    )
    const { rows } = await (await records()).query('select ended_by from gatehouse.sessions where id = $1', [
      id,
    ])
    expect(rows).toEqual([{ ended_by: context.actor.name }])
  })
})

describe('wrong keys', () => {
  it('ten of them make every key wait, the right one too', async () => {
    const key = keyOf((await makeKey(mira)).path)
    for (let n = 0; n < 10; n++)
      expect(await signIn({ key: `wrong-${n}`, cookie: undefined, visitor })).toEqual({ state: 'wrong' })
    const eleventh = await signIn({ key: 'wrong-11', cookie: undefined, visitor })
    expect(eleventh).toEqual({ state: 'wait', seconds: expect.any(Number) })
    expect((await signIn({ key, cookie: undefined, visitor })).state).toBe('wait')
    expect((await lookAtKey({ key, cookie: undefined })).state).toBe('wait')
  })
})
