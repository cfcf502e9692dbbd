import 'server-only'
import type { PoolClient } from 'pg'
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
import { accounts } from './migrations/0011-accounts'
import { jobs } from './migrations/0012-jobs'
import { switchesTogether } from './migrations/0013-switches-together'
import { switchesLeftOut } from './migrations/0014-switches-left-out'
import type { RecordsPool } from './records-pool'
import { transactionOn } from './transaction-on'

/** Forward only: a name once released keeps its text. */
const MIGRATIONS = [
  { name: '0001-audit', sql: audit },
  { name: '0002-scans', sql: scans },
  { name: '0003-suppressions', sql: suppressions },
  { name: '0004-finding-spans', sql: findingSpans },
  { name: '0005-journal', sql: journal },
  { name: '0006-seal', sql: seal },
  { name: '0007-sessions', sql: sessions },
  { name: '0008-scan-account', sql: scanAccount },
  { name: '0009-sign-of-life', sql: signOfLife },
  { name: '0010-simulator-answers', sql: simulatorAnswers },
  { name: '0011-accounts', sql: accounts },
  { name: '0012-jobs', sql: jobs },
  { name: '0013-switches-together', sql: switchesTogether },
  { name: '0014-switches-left-out', sql: switchesLeftOut },
]
const MIGRATION_LOCK = 7_231_001

/** Brings the records to this release's shape, all or nothing; servers that start together wait for the first. */
export async function migrate(pool: RecordsPool): Promise<void> {
  // Asked first, without writing: records that are up to date can be read even while they cannot be written.
  if (await isUpToDate(pool)) return
  await transactionOn(pool, 'begin', async client => {
    await client.query('set local statement_timeout = 0; set local lock_timeout = 0')
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await apply(client)
  })
}

async function isUpToDate(pool: RecordsPool): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    "select to_regclass('gatehouse.migrations') is not null as known",
  )
  if (!rows[0]?.known) return false
  const applied = await appliedNames(pool)
  return MIGRATIONS.every(({ name }) => applied.has(name))
}

/** What was applied; nothing is done with records that a newer release has written. */
async function appliedNames(client: Pick<RecordsPool, 'query'>): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>('select name from gatehouse.migrations')
  const applied = new Set(rows.map(row => row.name))
  const newer = [...applied].filter(name => !MIGRATIONS.some(migration => migration.name === name))
  if (newer.length > 0) {
    throw new Error(`The records were written by a newer Gatehouse (${newer.join(', ')}). Start that one.`)
  }
  return applied
}

async function apply(client: PoolClient): Promise<void> {
  await client.query(`create schema if not exists gatehouse;
    create table if not exists gatehouse.migrations (
      name text primary key, applied_at timestamptz not null default now())`)
  const applied = await appliedNames(client)
  for (const { name, sql } of MIGRATIONS) {
    if (applied.has(name)) continue
    await client.query(sql)
    await client.query('insert into gatehouse.migrations (name) values ($1)', [name])
  }
}
