import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedPostgres } from '@/lib/records/testing/shared-postgres'
import { appendAudit, getAudit, listAudit, verifyAudit } from './audit'
import type { AuditEntry } from './audit-entry'
import { closeRecords, records, recordsHealth } from './pool'

const postgres = sharedPostgres()
const ACCOUNT = '111122223333'

postgres.databaseForEachTest()

const tamper = (sql: string) =>
  postgres.asSuperuser(client => client.query(`set session_replication_role = replica; ${sql}`))

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: 'mira.okafor',
    action: 'grantAccess',
    accountId: ACCOUNT,
    target: 'orders-prod',
    targetRegion: 'us-east-1',
    resourceId: 'db-ABC',
    databaseUser: 'app_readonly',
    principal: 'role/data-analyst',
    reason: 'CHG-2304',
    outcome: 'done',
    callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/demo',
    awsCalls: [{ action: 'iam:PutRolePolicy', requestId: 'r-1' }],
    before: null,
    after: { Version: '2012-10-17', Statement: [] },
    detail: 'Granted data-analyst app_readonly on orders-prod.',
    changes: [],
    ...change,
  }
}

async function append(count: number) {
  for (let n = 1; n <= count; n++) await appendAudit(entry({ reason: `CHG-${n}` }))
}

describe('the audit log', () => {
  it('is an intact chain: empty, after one entry, and after several', async () => {
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 0, head: null, firstBadId: null })
    const first = await appendAudit(entry())
    const second = await appendAudit(
      entry({ before: { z: 1.5, a: [1e21, -0, 0.1] }, detail: 'Ünïcode 🗝 "x"' }),
    )
    expect(first).toMatchObject({ id: 1, previousHash: '0'.repeat(64), actor: 'mira.okafor' })
    expect(second.previousHash).toBe(first.hash)
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 2, head: second.hash })
    expect(await getAudit(ACCOUNT, 1)).toEqual({ record: first, nextHash: second.hash })
    expect(await getAudit(ACCOUNT, 3)).toBeNull()
  })

  it('keeps what PostgreSQL cannot hold as replacement characters, and stays intact', async () => {
    const kept = await appendAudit(entry({ reason: 'nul \0 and half \ud83d', after: { 'k\0': undefined } }))
    expect(kept.reason).toBe('nul \uFFFD and half \uFFFD')
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 1 })
  })

  it('gives back whatever it was given as it hashed it', async () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, maxDepth: 3, maxKeys: 6 })
    const hostile = fc.sample(fc.tuple(fc.string({ unit: 'binary' }), anything), 300)
    const kept = await Promise.all(
      hostile.map(([reason, after]) => appendAudit(entry({ reason, after, before: { [reason]: after } }))),
    )
    await appendAudit(
      entry({ reason: 'x'.repeat(1_048_576), after: [5e-324, 1.7e308, -0, 1e21, Number.NaN] }),
    )
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: kept.length + 1 })
  })

  it.each([
    'update gatehouse.audit set entry = entry',
    'delete from gatehouse.audit',
    'truncate gatehouse.audit',
    'update gatehouse.audit_head set id = 0',
    'update gatehouse.audit_head set id = id + 1',
    'delete from gatehouse.audit_head',
    'truncate gatehouse.audit_head',
  ])('refuses: %s', async sql => {
    await append(2)
    await expect((await records()).query(sql)).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('append-only'),
    })
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 2 })
  })

  it.each([
    [
      'a changed entry',
      `update gatehouse.audit set entry = entry || '{"actor":"someone.else"}' where id = 3`,
      3,
    ],
    ['a changed time', `update gatehouse.audit set at = at + interval '1 second' where id = 2`, 2],
    ['a removed entry', 'delete from gatehouse.audit where id = 4', 4],
    ['a removed end', 'delete from gatehouse.audit where id >= 5', 5],
    ['an emptied log', 'delete from gatehouse.audit', 1],
    ['an entry moved', 'update gatehouse.audit set id = 9 where id = 1', 1],
    [
      'an entry added behind the head',
      'insert into gatehouse.audit (id, at, entry, previous_hash, hash) select 7, at, entry, hash, hash from gatehouse.audit where id = 6',
      7,
    ],
    ['a lost head', 'delete from gatehouse.audit_head', 7],
  ])('finds %s, made by a superuser with the triggers off', async (_, sql, firstBadId) => {
    await append(6)
    await tamper(sql)
    expect(await verifyAudit()).toMatchObject({ intact: false, firstBadId })
  })

  it('redacts what looks like a token instead of losing the entry', async () => {
    const token = 'host:5432/?Action=connect&X-Amz-Signature=00ff'
    const reason = 'about X-Amz-Signature in the log'
    const kept = await appendAudit(
      entry({ reason, after: { deep: [{ token }] }, detail: `used ${token.toLowerCase()}` }),
    )
    expect(kept).toMatchObject({
      reason,
      after: { deep: [{ token: '[redacted]' }] },
      detail: 'used [redacted]',
    })
    expect(JSON.stringify(await getAudit(ACCOUNT, 1))).not.toContain('00ff')
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 1 })
  })

  it('does not fork when two servers write at once', async () => {
    await records()
    const other = await startWriter(40)
    const mine = Promise.all(Array.from({ length: 40 }, (_, n) => appendAudit(entry({ actor: `here-${n}` }))))
    const [, written] = await Promise.all([once(other, 'exit'), mine])
    expect(new Set(written.map(record => record.previousHash)).size).toBe(40)
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 80 })
  })

  it('is intact after a writer was killed in the middle of it', async () => {
    await records()
    const writer = await startWriter(100_000)
    writer.kill('SIGKILL')
    await once(writer, 'exit')
    const next = await appendAudit(entry())
    expect(next.id).toBeGreaterThan(1)
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: next.id, head: next.hash })
  })

  it('filters, searches, counts per day and pages from newest to oldest', async () => {
    await append(4)
    await appendAudit(
      entry({ actor: 'sam_castell', action: 'issueToken', outcome: 'refused', resourceId: 'db-X' }),
    )
    const all = await listAudit({ limit: 2 })
    expect(all.records.map(record => record.id)).toEqual([5, 4])
    expect(all.total).toBe(5)
    expect(all.perDay).toEqual([{ day: all.records[0]?.at.slice(0, 10), count: 5 }])
    const older = await listAudit({ limit: 2, beforeId: 4 })
    expect(older.records.map(record => record.id)).toEqual([3, 2])
    expect(older.total).toBe(5)
    const totals = await Promise.all(
      [
        { actor: 'sam_castell' },
        { action: 'grantAccess' as const },
        { outcome: 'refused' as const },
        { resourceId: 'db-X' },
        { search: 'chg-3' },
        { search: 'Entry 3' },
        { search: 'sam_' },
        { search: 'mira_' },
        { search: "'; drop table gatehouse.audit; --" },
        { from: new Date(Date.now() + 60_000) },
        { until: new Date(Date.now() + 60_000) },
      ].map(async filter => (await listAudit({ ...filter, limit: 9 })).total),
    )
    expect(totals).toEqual([1, 4, 1, 1, 1, 1, 1, 0, 0, 0, 5])
  })

  it('counts a change of several parts once where it stands as one, in all and on its day', async () => {
    await append(1)
    for (const resourceId of ['db-X', 'db-Y'])
      await appendAudit(entry({ resourceId, after: { together: 'c-1' } }))
    const asOne = await listAudit({ limit: 9, asOne: true })
    expect(asOne.records.map(({ id }) => id)).toEqual([3, 1])
    expect(asOne.total).toBe(2)
    expect(asOne.perDay.map(({ count }) => count)).toEqual([2])
    expect((await listAudit({ limit: 9 })).total).toBe(3)
  })

  it('finds what names a principal, as one of several or in what changed, and nothing of another with its name inside', async () => {
    const change = { databaseUser: 'app', target: 'orders-prod', before: 'denied', after: 'canConnect' }
    await appendAudit(entry({ principal: 'role/etl' }))
    await appendAudit(entry({ principal: 'role/ops, role/data/etl' }))
    await appendAudit(entry({ principal: 'etl-policy', changes: [{ principal: 'role/etl', ...change }] }))
    await appendAudit(entry({ principal: 'role/etl-old, user/etl' }))
    await appendAudit(entry({ principal: null }))
    const found = await listAudit({ principal: ['role/etl', 'role/data/etl'], limit: 9 })
    expect(found.records.map(({ id }) => id)).toEqual([3, 2, 1])
    expect(found.total).toBe(3)
  })
})

describe('the records', () => {
  it('are opened once by many who ask at the same time, and migrations run once', async () => {
    const pools = await Promise.all([records(), records(), recordsHealth()])
    expect(pools[0]).toBe(pools[1])
    expect(pools[2]).toEqual({ ok: true })
    await closeRecords()
    expect((await (await records()).query('select name from gatehouse.migrations order by 1')).rows).toEqual([
      { name: '0001-audit' },
      { name: '0002-scans' },
      { name: '0003-suppressions' },
      { name: '0004-finding-spans' },
      { name: '0005-journal' },
      { name: '0006-seal' },
      { name: '0007-sessions' },
      { name: '0008-scan-account' },
      { name: '0009-sign-of-life' },
      { name: '0010-simulator-answers' },
      { name: '0011-accounts' },
      { name: '0012-jobs' },
      { name: '0013-switches-together' },
      { name: '0014-switches-left-out' },
    ])
  })

  it('refuse a database that a newer release has written', async () => {
    await (await records()).query("insert into gatehouse.migrations (name) values ('9999-later')")
    await closeRecords()
    await expect(records()).rejects.toThrow('newer Gatehouse (9999-later)')
  })

  it('say why they cannot be reached, and are asked again afterwards', async () => {
    process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none'
    expect(await recordsHealth()).toMatchObject({
      ok: false,
      reason: expect.stringContaining('ECONNREFUSED'),
    })
    process.env.DATABASE_URL = postgres.url
    expect(await recordsHealth()).toEqual({ ok: true })
  })
})

/** Another process that writes to the same records; resolves when its first entry is in. */
async function startWriter(count: number): Promise<ChildProcess> {
  const module = new URL('./audit.ts', import.meta.url).href
  const program = `const { appendAudit } = await import(${JSON.stringify(module)})
    for (let n = 0; n < ${count}; n++) {
      await appendAudit({ ...${JSON.stringify(entry())}, actor: 'elsewhere-' + n })
      if (n === 0) process.stdout.write('writing')
    }
    process.exit(0)`
  const flags = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e']
  const child = spawn(process.execPath, [...flags, program], { stdio: ['ignore', 'pipe', 'inherit'] })
  if (child.stdout) await once(child.stdout, 'data')
  return child
}
