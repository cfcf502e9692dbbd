import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { appendAudit, listAudit, verifyAudit } from './audit'
import type { AuditEntry } from './audit-entry'
import { closeRecords, records } from './pool'

/** Figures for the log on a PostgreSQL of our own, fsync on; never passes or fails by the clock. */
const APPENDED = 500
const GROWN_TO = 10_000

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const entry: AuditEntry = {
  actor: 'bench',
  action: 'issueToken',
  accountId: '111122223333',
  target: 'orders-prod',
  targetRegion: 'us-east-1',
  resourceId: 'db-ORDERS',
  databaseUser: 'app_readonly',
  principal: 'role/oncall-sre',
  reason: 'INC-4821',
  outcome: 'done',
  callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/bench',
  awsCalls: [{ action: 'rds:DescribeDBInstances', requestId: 'f0e1' }],
  before: null,
  after: { expiresInSeconds: 900 },
  detail: 'Issued a token for orders-prod as app_readonly.',
  changes: [],
}

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
chmodSync(folder, 0o711)
delete process.env.DATABASE_URL
process.env.GATEHOUSE_DATA_DIR = folder
const openMs = await timed(records)
const appends: number[] = []
for (let turn = 0; turn < APPENDED; turn++) appends.push(await timed(() => appendAudit(entry)))
const atOnce = () => Promise.all(Array.from({ length: APPENDED }, () => appendAudit(entry)))
const atOnceMs = await timed(atOnce)
while ((await appendAudit(entry)).id < GROWN_TO)
  await Promise.all(Array.from({ length: 200 }, () => appendAudit(entry)))
const verifyMs = await timed(verifyAudit)
const lists: number[] = []
for (let turn = 0; turn < 11; turn++) lists.push(await timed(() => listAudit({ limit: 50, search: 'INC' })))
await closeRecords()
rmSync(folder, { recursive: true, force: true })
const figures = {
  openMs,
  appendMs: median(appends),
  /** One of many that were asked for at the same time. */
  appendAtOnceMs: atOnceMs / APPENDED,
  entries: GROWN_TO,
  verifyMs,
  searchMs: median(lists),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
