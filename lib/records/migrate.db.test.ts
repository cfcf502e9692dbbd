import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { appendAudit, verifyAudit } from './audit'
import { CHAIN_START } from './audit-chain'
import type { AuditEntry } from './audit-entry'
import { auditHash } from './audit-hash'
import { audit } from './migrations/0001-audit'
import { scans } from './migrations/0002-scans'
import { suppressions } from './migrations/0003-suppressions'
import { findingSpans } from './migrations/0004-finding-spans'
import { closeRecords, records } from './pool'
import { loadScans } from './scans'
import { loadSuppressions, recordSuppression } from './suppressions'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-migrate-'))
const ACCOUNT = '111122223333'
let server: EmbeddedPostgres

const entry = {
  actor: 'mira',
  action: 'suppressFinding' as const,
  target: null,
  targetRegion: null,
  resourceId: null,
  databaseUser: null,
  principal: null,
  reason: 'CHG-1',
  outcome: 'done' as const,
  callerArn: `arn:aws:sts::${ACCOUNT}:assumed-role/gatehouse/x`,
  awsCalls: [],
  before: null,
  after: null,
  detail: 'Accepted.',
  changes: [],
}

/** Records as the release before sealing left them: two entries, and a scan that knows no account. */
async function writeOlderRecords() {
  const client = new pg.Client({
    host: server.socketDir,
    port: server.port,
    user: server.user,
    database: 'postgres',
  })
  await client.connect()
  await client.query(`create schema gatehouse;
    create table gatehouse.migrations (name text primary key, applied_at timestamptz not null default now());
    ${audit} ${scans} ${suppressions} ${findingSpans}
    insert into gatehouse.migrations (name) values
      ('0001-audit'), ('0002-scans'), ('0003-suppressions'), ('0004-finding-spans');
    insert into gatehouse.scans (resource_id, scan) values ('db-A', '{"users": []}')`)
  let previousHash = CHAIN_START
  for (const id of [1, 2]) {
    const link = { id, at: new Date(1_790_000_000_000 + id).toISOString(), previousHash, entry }
    const hash = auditHash(link)
    await client.query(
      'insert into gatehouse.audit (id, at, entry, previous_hash, hash) values ($1, $2, $3, $4, $5)',
      [id, link.at, JSON.stringify(entry), previousHash, hash],
    )
    await client.query('update gatehouse.audit_head set id = $1, hash = $2', [id, hash])
    previousHash = hash
  }
  await client.end()
}

beforeAll(async () => {
  chmodSync(folder, 0o711)
  server = await startPostgres({ dataDir: join(folder, 'shared'), fsync: false })
  process.env.DATABASE_URL = `postgresql://${server.user}@/postgres?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  process.env.GATEHOUSE_DATA_DIR = folder
  await writeOlderRecords()
})
afterAll(async () => {
  await closeRecords()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('older records go on: their scans get the account, their entries one that seals them', async () => {
  expect([...(await loadScans(ACCOUNT)).keys()]).toEqual(['db-A'])
  expect([...(await loadScans('444455556666')).keys()]).toEqual([])
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 3, unsealed: 2, unchecked: 0 })
})

it('a server of the older release that still runs leaves no entry without a seal', async () => {
  const unsealed = `insert into gatehouse.audit (id, at, entry, previous_hash, hash)
    select id + 1, now(), entry, hash, hash from gatehouse.audit order by id desc limit 1`
  await expect((await records()).query(unsealed)).rejects.toThrow('without a seal is refused')
})

it('a finding is accepted together with its entry, or not at all', async () => {
  const now = new Date()
  const until = new Date(now.getTime() + 86_400_000).toISOString()
  const accepted = { reason: 'half \ud83d X-Amz-Signature=00ff', acceptedBy: 'mira', until }
  const kept: AuditEntry = { ...entry, accountId: ACCOUNT, reason: accepted.reason }
  const unwritable = { ...kept, action: null as unknown as 'suppressFinding' }
  await expect(recordSuppression(ACCOUNT, 'tls:a', accepted, unwritable)).rejects.toThrow()
  expect((await loadSuppressions(ACCOUNT, now)).size).toBe(0)
  const { reason } = await recordSuppression(ACCOUNT, 'tls:a', accepted, kept)
  expect(reason).toBe('half \uFFFD X-Amz-Signature=[redacted]')
  expect((await loadSuppressions(ACCOUNT, now)).get('tls:a')).toMatchObject({ reason, until })
  await recordSuppression(ACCOUNT, 'tls:a', null, kept)
  expect((await loadSuppressions(ACCOUNT, now)).size).toBe(0)
  await appendAudit(kept)
  expect(await verifyAudit()).toMatchObject({ intact: true, entries: 6 })
})
