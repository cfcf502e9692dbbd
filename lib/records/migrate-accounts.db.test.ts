import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { listAudit, verifyAudit } from './audit'
import { CHAIN_START } from './audit-chain'
import { auditHash } from './audit-hash'
import { auditKeyOf, sealOf } from './audit-seal'
import { openChanges, recordedSteps } from './journal'
import { audit } from './migrations/0001-audit'
import { scans } from './migrations/0002-scans'
import { suppressions } from './migrations/0003-suppressions'
import { findingSpans } from './migrations/0004-finding-spans'
import { journal } from './migrations/0005-journal'
import { seal } from './migrations/0006-seal'
import { sessions } from './migrations/0007-sessions'
import { scanAccount } from './migrations/0008-scan-account'
import { signOfLife } from './migrations/0009-sign-of-life'
import { simulatorAnswers } from './migrations/0010-simulator-answers'
import { closeRecords, records } from './pool'

const OWN = '111122223333'
const OTHER = '444455556666'
const KEY = 'a key that all servers share, long enough'
const BEFORE = {
  audit,
  scans,
  suppressions,
  findingSpans,
  journal,
  seal,
  sessions,
  scanAccount,
  signOfLife,
  simulatorAnswers,
}
const NAMES = [
  '0001-audit',
  '0002-scans',
  '0003-suppressions',
  '0004-finding-spans',
  '0005-journal',
  '0006-seal',
  '0007-sessions',
  '0008-scan-account',
  '0009-sign-of-life',
  '0010-simulator-answers',
]
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-migrate-accounts-'))
let server: EmbeddedPostgres
let written: unknown[]

const arn = (account: string) => `arn:aws:sts::${account}:assumed-role/gatehouse/x`
const ENTRIES: Record<string, unknown>[] = [
  { actor: 'mira', action: 'grantAccess', outcome: 'done', callerArn: arn(OWN) },
  { actor: 'mira', action: 'grantAccess', outcome: 'done', callerArn: arn(OWN), accountId: OTHER },
  { actor: 'mira', action: 'signIn', outcome: 'done', callerArn: '', accountId: null },
  { actor: 'gatehouse', action: 'sealLog', outcome: 'done', callerArn: '', accountId: null },
  { actor: 'lena', action: 'fixFinding', outcome: 'done', callerArn: 'arn:aws:iam::not-known:root' },
  { actor: 'lena', action: 'grantAccess', outcome: 'intended', callerArn: arn(OTHER), steps: [] },
]

const LOG = 'select id::int, at, entry, previous_hash, hash, seal from gatehouse.audit order by id'

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { socketDir: host, port, user } = server
  const client = new pg.Client({ host, port, user, database: 'postgres' })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** Records as the release before left them. */
async function writeOlderRecords(client: pg.Client) {
  await client.query(`create schema gatehouse;
    create table gatehouse.migrations (name text primary key, applied_at timestamptz not null default now());
    ${Object.values(BEFORE).join('\n')}`)
  for (const name of NAMES) await client.query('insert into gatehouse.migrations (name) values ($1)', [name])
  let previousHash = CHAIN_START
  for (const [index, entry] of ENTRIES.entries()) {
    const link = { id: index + 1, at: new Date(1_790_000_000_000 + index).toISOString(), previousHash, entry }
    const hash = auditHash(link)
    await client.query(
      'insert into gatehouse.audit (id, at, entry, previous_hash, hash, seal) values ($1, $2, $3, $4, $5, $6)',
      [link.id, link.at, JSON.stringify(entry), previousHash, hash, sealOf(hash, auditKeyOf(KEY))],
    )
    await client.query('update gatehouse.audit_head set id = $1, hash = $2', [link.id, hash])
    previousHash = hash
  }
  await client.query(`insert into gatehouse.open_changes (audit_id, account_id, key, lock_key)
      values (6, '${OTHER}', 'key-6', 6);
    insert into gatehouse.change_steps (audit_id, step, done) values (1, 0, true), (6, 0, true), (99, 0, true)`)
  written = (await client.query(LOG)).rows
}

beforeAll(async () => {
  chmodSync(folder, 0o711)
  server = await startPostgres({ dataDir: join(folder, 'shared'), fsync: false })
  process.env.DATABASE_URL = `postgresql://${server.user}@/postgres?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  process.env.GATEHOUSE_DATA_DIR = folder
  process.env.GATEHOUSE_AUDIT_KEY = KEY
  await asSuperuser(writeOlderRecords)
  await records()
})
afterAll(async () => {
  await closeRecords()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('the log stays to the letter, hashes and seals too', async () => {
  expect((await (await records()).query(LOG)).rows).toEqual(written)
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 6, unsealed: 0, unchecked: 0 })
})

it('older entries are of the account that they name, else of that which called, and never of one that is guessed', async () => {
  const ids = async (accountId: string | null) =>
    (await listAudit({ accountId, asWritten: true, limit: 10 })).records.map(({ id }) => id)
  expect(await ids(null)).toEqual([5, 4, 3])
  expect(await ids(OWN)).toEqual([5, 4, 3, 1])
  expect(await ids(OTHER)).toEqual([6, 5, 4, 3, 2])
})

it('older entries are of persons, but for the one by which the server sealed its log', async () => {
  const byJobs = await listAudit({ actorKind: 'job', limit: 10 })
  expect(byJobs.records.map(({ action }) => action)).toEqual(['sealLog'])
})

it('steps of older changes are of the account of their change, or of none that anybody asks for', async () => {
  expect(await openChanges(OTHER)).toMatchObject([{ auditId: 6, accountId: OTHER }])
  expect(await recordedSteps({ accountId: OTHER, auditId: 6 })).toHaveLength(1)
  expect(await recordedSteps({ accountId: OWN, auditId: 1 })).toHaveLength(1)
  for (const accountId of [OWN, OTHER]) expect(await recordedSteps({ accountId, auditId: 99 })).toEqual([])
})

it('steps still cannot be changed, nor entries', async () => {
  const pool = await records()
  for (const sql of [
    'update gatehouse.change_steps set done = false',
    'delete from gatehouse.change_steps',
    'truncate gatehouse.change_steps',
    "update gatehouse.audit set entry = '{}'",
  ])
    await expect(pool.query(sql), sql).rejects.toThrow('append-only')
})

it('a server of the release before that still runs records its steps on, and they get their account', async () => {
  const pool = await records()
  await pool.query('insert into gatehouse.change_steps (audit_id, step, done) values (6, 1, true)')
  expect(await recordedSteps({ accountId: OTHER, auditId: 6 })).toHaveLength(2)
})
