import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { entry as sampleEntry } from '@/lib/records/testing/sample-entry'
import { sharedPostgres } from '@/lib/records/testing/shared-postgres'
import { appendAudit, appendAuditWith, listAudit, verifyAudit } from './audit'
import type { AuditEntry } from './audit-entry'
import { withLocks } from './locks'
import { closeRecords, records, recordsHealth } from './pool'
import { transaction } from './transaction'

const postgres = sharedPostgres({ fsync: true })
postgres.databaseForEachTest()

const asSuperuser = (sql: string, name?: string) => postgres.asSuperuser(client => client.query(sql), name)

const entry: AuditEntry = { ...sampleEntry, action: 'issueToken', reason: 'CHG-1' }
const many = (count: number, actor: string) =>
  Array.from({ length: count }, (_, n) => appendAudit({ ...entry, actor, reason: `${n}` }))

/** Another server that has `count` requests at once, as soon as it is told to go; says how many failed. */
async function startServer(count: number): Promise<{ child: ChildProcess; go(): Promise<string> }> {
  const module = (name: string) => JSON.stringify(new URL(`./${name}.ts`, import.meta.url).href)
  const program = `const { appendAudit } = await import(${module('audit')})
    const { records } = await import(${module('pool')})
    await records()
    process.stderr.write('ready')
    process.stdin.once('data', async () => {
      const entries = Array.from({ length: ${count} }, (_, n) =>
        appendAudit({ ...${JSON.stringify(entry)}, actor: 'elsewhere', reason: String(n) }))
      const failed = (await Promise.allSettled(entries)).filter(one => one.status === 'rejected')
      process.stderr.write(failed.length + ' failed', () => process.exit(0))
    })`
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e']
  const child = spawn(process.execPath, [...flags, program], { stdio: ['pipe', 'ignore', 'pipe'] })
  await once(child.stderr, 'data')
  return {
    child,
    async go() {
      child.stdin.write('go')
      const [said] = await once(child.stderr, 'data')
      return String(said)
    },
  }
}

describe('many who write at once', () => {
  it('over two servers are all recorded, each with an entry of its own, in one chain', async () => {
    await records()
    const other = await startServer(250)
    const [said, mine] = await Promise.all([other.go(), Promise.all(many(250, 'here'))])
    expect(said).toBe('0 failed')
    expect(mine.map(({ reason }) => reason)).toEqual(Array.from({ length: 250 }, (_, n) => String(n)))
    expect(new Set(mine.map(({ id }) => id)).size).toBe(250)
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 500, unchecked: 0 })
  })

  it('are told to try again when more wait than can be kept waiting', async () => {
    await records()
    const answers = await Promise.allSettled(many(1_500, 'crowd'))
    const refused = answers.filter(answer => answer.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused)
      expect(reason).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/busy/) })
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 1_500 - refused.length })
  })

  it('are told at once, all of them, when the records are gone', async () => {
    await records()
    await asSuperuser(`alter database ${postgres.database} set default_transaction_read_only = on`)
    await asSuperuser(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gatehouse'`,
    )
    const answers = await Promise.allSettled(many(300, 'late'))
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
  })

  it('lose no entry to another that cannot be written', async () => {
    const hostile = { ...entry, action: null as unknown as AuditEntry['action'] }
    const answers = await Promise.allSettled([appendAudit(entry), appendAudit(hostile), appendAudit(entry)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 2 })
  })
})

describe('a database with defaults of its own', () => {
  it.each(['repeatable read', 'serializable'])('%s: who waited sees what was committed', async level => {
    await asSuperuser(`alter database ${postgres.database} set default_transaction_isolation = '${level}'`)
    await records()
    const other = await startServer(100)
    const [said] = await Promise.all([other.go(), Promise.all(many(100, 'here'))])
    expect(said).toBe('0 failed')
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 200 })
  })

  it('its limits on queries end no server that waits for another to bring the records up to date', async () => {
    for (const limit of ['statement_timeout', 'transaction_timeout'])
      await asSuperuser(`alter database ${postgres.database} set ${limit} = '700ms'`)
    const holds = `set statement_timeout = 0; set transaction_timeout = 0; begin;
      select pg_advisory_xact_lock(7231001); select pg_sleep(2); commit`
    const held = asSuperuser(holds, postgres.database)
    await expect
      .poll(async () => {
        const held = `select count(*)::int as held from pg_locks where locktype = 'advisory' and granted`
        return (await asSuperuser(held, 'postgres')).rows[0].held
      })
      .toBeGreaterThan(0)
    await expect(records()).resolves.toBeDefined()
    await held
  })

  it('its limits on queries take no lock away from a change', async () => {
    for (const limit of ['statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout'])
      await asSuperuser(`alter database ${postgres.database} set ${limit} = '700ms'`)
    await withLocks(['role/slow'], async session => {
      await asSuperuser('select pg_sleep(1.5)', 'postgres')
      await session.take('role/slower')
      expect(session.isAlive()).toBe(true)
    })
  })
})

it('an entry and the rows of its transaction stand together or not at all', async () => {
  await (await records()).query('create table public.rows (n int)')
  const write = (fails: boolean) =>
    transaction('begin', async client => {
      await client.query('insert into public.rows values (1)')
      await appendAuditWith(client, entry)
      if (fails) throw new Error('changed my mind')
    })
  await expect(write(true)).rejects.toThrow('changed my mind')
  await write(false)
  const { rows } = await (await records()).query<{ count: number }>('select count(*)::int from public.rows')
  expect(rows[0]?.count).toBe(1)
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 1, anchorId: 1 })
})

describe('records that can be read but not written', () => {
  const told = (reason: RegExp) => ({ ok: false, reason: expect.stringMatching(reason) })

  it('are not healthy, say which it is, and still show the log', async () => {
    await appendAudit(entry)
    await asSuperuser(`alter database ${postgres.database} set default_transaction_read_only = on`)
    await closeRecords()
    expect(await recordsHealth()).toEqual(told(/is read-only/))
    await expect(appendAudit(entry)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/read-only/),
    })
    expect((await listAudit({ limit: 9 })).total).toBe(1)
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 1 })
    await asSuperuser(`alter database ${postgres.database} reset default_transaction_read_only`, 'postgres')
    await closeRecords()
    expect(await recordsHealth()).toEqual({ ok: true })
  })

  it('name a missing permission', async () => {
    await records()
    await closeRecords()
    await asSuperuser(`create role reader_${postgres.database} login; grant usage on schema gatehouse to reader_${postgres.database};
      grant select on all tables in schema gatehouse to reader_${postgres.database}`)
    process.env.DATABASE_URL = postgres.urlFor(`reader_${postgres.database}`)
    expect(await recordsHealth()).toEqual(told(/lacks a permission/))
    await expect(appendAudit(entry)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/permission/),
    })
  })

  it('leave no connection behind when they could not be opened', async () => {
    await asSuperuser(`create schema gatehouse; create table gatehouse.migrations (name text, applied_at timestamptz);
      insert into gatehouse.migrations values ('9999-later')`)
    expect(await recordsHealth()).toEqual(told(/newer Gatehouse/))
    const { rows } = await asSuperuser(
      `select pid from pg_stat_activity where datname = '${postgres.database}' and application_name = 'gatehouse'`,
    )
    expect(rows).toEqual([])
    await closeRecords()
  })
})
