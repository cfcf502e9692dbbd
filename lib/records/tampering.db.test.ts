import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { appendAudit, verifyAudit } from './audit'
import { CHAIN_START, type ChainEntry, type ChainQuestion } from './audit-chain'
import type { AuditEntry } from './audit-entry'
import { auditHash } from './audit-hash'
import { auditKeys } from './audit-key'
import { auditRows } from './audit-row'
import { auditKeyOf, sealOf } from './audit-seal'
import { closeRecords, records, recordsHealth } from './pool'
import { transaction } from './transaction'
import { verifyLog } from './verify-log'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-tampering-'))
const LENGTH = 6
let server: EmbeddedPostgres
let databases = 0
let database: string

beforeAll(async () => {
  chmodSync(folder, 0o711)
  server = await startPostgres({ dataDir: join(folder, 'shared'), fsync: false })
})
afterAll(async () => {
  await closeRecords()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await closeRecords()
  database = `tampered_${++databases}`
  await asSuperuser('postgres', async client => client.query(`create database ${database}`))
  process.env.DATABASE_URL = `postgresql://${server.user}@/${database}?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  process.env.GATEHOUSE_DATA_DIR = join(folder, database)
  delete process.env.GATEHOUSE_AUDIT_KEY
})

const entry: AuditEntry = {
  actor: 'mira',
  action: 'grantAccess',
  accountId: '111122223333',
  target: 'orders-prod',
  targetRegion: 'us-east-1',
  resourceId: 'db-ABC',
  databaseUser: 'app_readonly',
  principal: 'role/data-analyst',
  reason: 'CHG-1',
  outcome: 'done',
  callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/demo',
  awsCalls: [],
  before: null,
  after: null,
  detail: 'Granted.',
  changes: [],
}

async function asSuperuser<T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    host: server.socketDir,
    port: server.port,
    user: server.user,
    database: name,
  })
  await client.connect()
  return work(client).finally(() => client.end())
}

const bySql = (sql: string) => () =>
  asSuperuser(database, async client => {
    await client.query(`set session_replication_role = replica; ${sql}`)
  })

/** What somebody with every right on the database can do: other rows, their numbers, hashes and head computed again. */
const byRewriting = (change: (rows: ChainEntry[]) => ChainEntry[]) => () =>
  asSuperuser(database, async client => {
    const rows: ChainEntry[] = []
    for await (const row of auditRows(client)) rows.push(row)
    let last = { id: 0, hash: CHAIN_START }
    await client.query('set session_replication_role = replica; delete from gatehouse.audit')
    for (const { at, entry, seal } of change(rows)) {
      const link = { id: last.id + 1, at, previousHash: last.hash }
      last = { id: link.id, hash: auditHash({ ...link, entry }) }
      await client.query(
        'insert into gatehouse.audit (id, at, entry, previous_hash, hash, seal) values ($1, $2, $3, $4, $5, $6)',
        [last.id, at, JSON.stringify(entry), link.previousHash, last.hash, seal],
      )
    }
    await client.query('update gatehouse.audit_head set id = $1, hash = $2', [last.id, last.hash])
  })

const forged = (row: ChainEntry): ChainEntry => ({ ...row, entry: { ...entry, actor: 'someone.else' } })
const onlyThird = (change: (row: ChainEntry) => ChainEntry) => (rows: ChainEntry[]) =>
  rows.map((row, index) => (index === 2 ? change(row) : row))
const otherKey = auditKeyOf('a key that the forger made up, long enough')
/** The forger seals what the rewriting will make of the rows. */
function sealedAgain(rows: ChainEntry[]): ChainEntry[] {
  let previousHash = CHAIN_START
  return rows.map(({ at, entry }, index) => {
    const hash = auditHash({ id: index + 1, at, previousHash, entry })
    const row = { id: index + 1, at, entry, previousHash, hash, seal: sealOf(hash, otherKey) }
    previousHash = hash
    return row
  })
}
const swapped = ([a, b, c, ...rest]: ChainEntry[]) => [a, c, b, ...rest].filter(row => row !== undefined)

interface Seen {
  /** The first bad entry by the rows alone; null: they look intact. */
  chain: number | null
  /** With the key. */
  key: number | null
  /** With the head that this server noted, or one that somebody kept. */
  head: number | null
  /** Entries that are not called checked. */
  unchecked?: number
}

const WAYS: [string, () => Promise<void>, Seen][] = [
  [
    'the tail cut and the head set back',
    byRewriting(rows => rows.slice(0, 4)),
    { chain: null, key: null, head: 5 },
  ],
  ['the log emptied and the head set back', byRewriting(() => []), { chain: null, key: null, head: 1 }],
  [
    'one entry rewritten, the chain computed again',
    byRewriting(onlyThird(forged)),
    { chain: null, key: 3, head: 6 },
  ],
  [
    'one entry dropped, the chain computed again',
    byRewriting(rows => rows.filter((_, index) => index !== 2)),
    { chain: null, key: 3, head: 6 },
  ],
  [
    'the whole chain replaced, the seals kept',
    byRewriting(rows => rows.map(forged)),
    { chain: null, key: 1, head: 6 },
  ],
  [
    'the whole chain replaced and sealed with another key',
    byRewriting(rows => sealedAgain(rows.map(forged))),
    { chain: null, key: null, head: 6, unchecked: LENGTH },
  ],
  [
    'the whole chain replaced, without seals',
    byRewriting(rows => rows.map(row => ({ ...forged(row), seal: null }))),
    { chain: 6, key: 6, head: 6 },
  ],
  [
    'the actor changed',
    bySql(`update gatehouse.audit set entry = entry || '{"actor":"x"}' where id = 3`),
    { chain: 3, key: 3, head: 3 },
  ],
  [
    'the time changed',
    bySql(`update gatehouse.audit set at = at + interval '1 second' where id = 2`),
    { chain: 2, key: 2, head: 2 },
  ],
  ['two entries swapped, the chain computed again', byRewriting(swapped), { chain: null, key: 2, head: 6 }],
  [
    'an entry rewritten under the seal of another',
    byRewriting(rows => onlyThird(row => ({ ...forged(row), seal: rows[3]?.seal ?? null }))(rows)),
    { chain: null, key: 3, head: 6 },
  ],
  ['all seals taken off', bySql('update gatehouse.audit set seal = null'), { chain: 6, key: 6, head: 6 }],
  [
    'one seal taken off',
    bySql('update gatehouse.audit set seal = null where id = 4'),
    { chain: 4, key: 4, head: 4 },
  ],
  [
    'all entries sealed again with another key',
    byRewriting(sealedAgain),
    { chain: null, key: null, head: 6, unchecked: LENGTH },
  ],
  [
    'an entry inserted, the chain computed again',
    byRewriting(([first, ...rest]) => (first ? [first, forged(first), ...rest] : [])),
    { chain: null, key: 2, head: 6 },
  ],
  [
    'an entry added at the end under an old seal',
    byRewriting(rows => [...rows, ...rows.slice(5).map(forged)]),
    { chain: null, key: 7, head: null },
  ],
  ['the table truncated', bySql('truncate gatehouse.audit'), { chain: 1, key: 1, head: 1 }],
  ['the row of the head deleted', bySql('delete from gatehouse.audit_head'), { chain: 7, key: 7, head: 7 }],
  [
    'triggers disabled, an entry deleted, triggers enabled again',
    () =>
      asSuperuser(database, async client => {
        await client.query(`alter table gatehouse.audit disable trigger all;
          delete from gatehouse.audit where id = 2; alter table gatehouse.audit enable trigger all`)
      }),
    { chain: 2, key: 2, head: 2 },
  ],
]

const firstBad = (question: ChainQuestion) =>
  transaction('begin', client => verifyLog(client, question)).then(({ fault }) => fault?.id ?? null)

it.each(WAYS)('finds %s', async (_, tamper, seen) => {
  for (let n = 1; n <= LENGTH; n++) await appendAudit({ ...entry, reason: `CHG-${n}` })
  const { headId: id, head: hash, headSeal: seal } = await verifyAudit()
  const kept = { head: { id, hash: hash ?? '', seal }, seenBy: 'an auditor' }
  await tamper()
  expect(await firstBad({ keys: [], heads: [] }), 'by the rows alone').toBe(seen.chain)
  expect(await firstBad({ keys: auditKeys(), heads: [] }), 'with the key').toBe(seen.key)
  expect(await firstBad({ keys: [], heads: [kept] }), 'with a kept head').toBe(seen.head)
  const verification = await verifyAudit()
  expect(verification.firstBadId, 'in Activity').toBe(
    Math.min(...[seen.chain, seen.key, seen.head].map(bad => bad ?? 99)),
  )
  expect(verification.intact).toBe(false)
  const { unchecked } = await transaction('begin', client =>
    verifyLog(client, { keys: auditKeys(), heads: [] }),
  )
  expect(unchecked).toBe(seen.unchecked ?? 0)
})

it.each([
  ['entries behind its head', `update gatehouse.audit_head set id = id - 1`],
  ['no head', 'delete from gatehouse.audit_head'],
])('says that nothing can be recorded in a log with %s, and is not ready', async (_what, sql) => {
  for (let n = 1; n <= LENGTH; n++) await appendAudit(entry)
  await bySql(sql)()
  await expect(appendAudit(entry)).rejects.toThrow('no longer fit together')
  await vi.waitFor(async () => expect(await recordsHealth()).toMatchObject({ ok: false }), { timeout: 5_000 })
})

it('keeps its note of a log that was cut, however long that grows again', async () => {
  for (let n = 1; n <= LENGTH; n++) await appendAudit(entry)
  await byRewriting(rows => rows.slice(0, 2))()
  for (let n = 1; n <= LENGTH; n++) await appendAudit(entry)
  expect(await verifyAudit()).toMatchObject({ intact: false, firstBadId: LENGTH, fault: { seenBy: 'head' } })
})

it('does not seal over a log whose seals were taken off', async () => {
  for (let n = 1; n <= LENGTH; n++) await appendAudit(entry)
  await byRewriting(rows => rows.map(row => ({ ...forged(row), seal: null })))()
  await closeRecords()
  expect(await verifyAudit()).toMatchObject({ intact: false, entries: LENGTH, firstBadId: LENGTH })
})

it('seals a log from before sealing once, with one entry that covers it', async () => {
  await appendAudit(entry)
  await appendAudit(entry)
  await bySql('update gatehouse.audit set seal = null')()
  rmSync(join(folder, database), { recursive: true }) // a server that never saw a seal
  await closeRecords()
  await records()
  await closeRecords()
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 3, unsealed: 2, unchecked: 0 })
  const { rows } = await (await records()).query(
    'select entry ->> $1 as action from gatehouse.audit order by id',
    ['action'],
  )
  expect(rows.at(-1)).toEqual({ action: 'sealLog' })
})

it('says how many entries another server sealed with a key of its own', async () => {
  await appendAudit(entry)
  process.env.GATEHOUSE_DATA_DIR = join(folder, `${database}-other`)
  await appendAudit(entry)
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 2, unchecked: 1, anchorId: 2 })
})

it('checks with the key of the file what it sealed before a setting took over', async () => {
  await appendAudit(entry)
  process.env.GATEHOUSE_AUDIT_KEY = 'one key for all servers, 32 characters'
  await appendAudit(entry)
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 2, unchecked: 0 })
})
