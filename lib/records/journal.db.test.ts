import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { appendAudit, listAudit } from './audit'
import type { AuditEntry } from './audit-entry'
import {
  changeLock,
  closeChange,
  openChange,
  openChanges,
  outcomeOf,
  recordedSteps,
  recordStep,
  withSignsOfLife,
} from './journal'
import { ifFree, withLocks } from './locks'
import { closeRecords, records } from './pool'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-journal-'))

beforeAll(() => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
})
afterAll(async () => {
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const ACCOUNT = '111122223333'
const announced: AuditEntry = {
  actor: 'mira',
  action: 'grantAccess',
  accountId: ACCOUNT,
  target: null,
  targetRegion: null,
  resourceId: null,
  databaseUser: null,
  principal: null,
  reason: 'CHG-1',
  outcome: 'intended',
  callerArn: `arn:aws:sts::${ACCOUNT}:assumed-role/gatehouse/x`,
  awsCalls: [],
  before: null,
  after: null,
  detail: '',
  changes: [],
  steps: [],
}

const lastSignAgo = async (seconds: number) =>
  (await records()).query(
    `update gatehouse.open_changes set alive_at = clock_timestamp() - $1 * interval '1 second'`,
    [seconds],
  )
const isUnsettled = async () => (await openChanges(ACCOUNT))[0]?.unsettled

it('a change whose writer lives is not settled, though its lock is lost; one that is silent is', async () => {
  const { id } = await openChange(announced, 'key-1', ACCOUNT)
  expect(await openChanges(ACCOUNT)).toMatchObject([{ auditId: id, held: false, unsettled: true }])
  await lastSignAgo(60)
  expect(await isUnsettled()).toBe(false)
  await withSignsOfLife({ accountId: ACCOUNT, auditId: id }, () =>
    vi.waitFor(async () => expect(await isUnsettled()).toBe(true), { timeout: 10_000 }),
  )
  await lastSignAgo(60)
  expect(await isUnsettled()).toBe(false)
}, 20_000)

it('a clock that was set back keeps no change unsettled', async () => {
  await lastSignAgo(-3600)
  expect(await isUnsettled()).toBe(false)
})

it('what was announced is shown until an entry says what came of it, whatever else somebody deletes', async () => {
  const { id } = await openChange(announced, 'key-2', ACCOUNT)
  const shown = async () => (await listAudit({ limit: 10 })).records.map(record => record.id)
  await (await records()).query('delete from gatehouse.open_changes where audit_id = $1', [id])
  expect(await shown()).toContain(id)
})

it('the last of two outcomes counts: that of a writer who was taken for dead', async () => {
  const [change = { accountId: ACCOUNT, auditId: 0 }] = await openChanges(ACCOUNT)
  const { steps: _steps, ...told } = announced
  const closed = await closeChange(change, { ...told, outcome: 'failed' })
  expect(await closeChange(change, { ...told, outcome: 'done' })).toBeNull()
  expect((await outcomeOf(change))?.id).toBe(closed?.id)
  const late = await appendAudit({ ...told, outcome: 'done', intention: change.auditId })
  expect((await outcomeOf(change))?.id).toBe(late.id)
})

it('a step is recorded whatever AWS answered, and keeps no token of it', async () => {
  const answer = 'Broken\0 answer: x-amz-security-token:IQoJb3JpZ2lu'
  await recordStep({ accountId: ACCOUNT, auditId: 1_000 }, { step: 0, done: false, requestId: null, answer })
  expect(await recordedSteps({ accountId: ACCOUNT, auditId: 1_000 })).toMatchObject([
    { answer: 'Broken\uFFFD answer: x-amz-security-token:[redacted]', requestId: null },
  ])
})

it('whoever only looks at an interrupted change is not taken for its writer', async () => {
  const { id } = await openChange(announced, 'key-3', ACCOUNT)
  const lock = changeLock('key-3')
  const isHeld = async () => (await openChanges(ACCOUNT)).find(({ auditId }) => auditId === id)?.held
  expect(await ifFree(lock, isHeld)).toBe(false)
  await withLocks([lock], async () => {
    expect(await isHeld()).toBe(true)
    expect(await ifFree(lock, isHeld)).toBeNull()
  })
})
