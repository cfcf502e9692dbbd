import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AuditEntry } from './audit-entry'
import { startWorker } from './job-queue'
import { addJobWith, hasQueue, jobName, listWaiting } from './jobs'
import { closeChange, openChange } from './journal'
import { closeRecords, records } from './pool'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-queue-'))
const ACCOUNT = '111122223333'
const entry: AuditEntry = {
  actor: 'mira',
  action: 'turnOnIamAuth',
  accountId: ACCOUNT,
  target: 'orders',
  targetRegion: 'eu-west-1',
  resourceId: 'db-ORDERS',
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
const waiting = async () => (await listWaiting(ACCOUNT)).map(({ key }) => key)
const refuse = async (table: string, check: string) =>
  (await records()).query(`alter table gatehouse.${table} add check (${check})`)
const repair = (key: string) => `${jobName('mend-changes', ACCOUNT)}/${key}`

beforeAll(() => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
})
afterAll(async () => {
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it('a change is announced and closed where the records hold no queue', async () => {
  expect(await hasQueue()).toBe(false)
  const { id } = await openChange(entry, 'key-0', ACCOUNT)
  expect(
    await closeChange({ accountId: ACCOUNT, auditId: id }, { ...entry, outcome: 'running' }),
  ).not.toBeNull()
  expect(await waiting()).toEqual([])
})

it('an announced change has its repair queued with it, later than any call of a lost server may land', async () => {
  const worker = await startWorker([
    { name: 'nothing', everyMinutes: null, tries: 1, run: async () => undefined },
  ])
  await worker.stop()
  const { id } = await openChange(entry, 'key-1', ACCOUNT)
  const [queued] = await listWaiting(ACCOUNT)
  expect(queued?.key).toBe(repair('key-1'))
  expect(Date.parse(queued?.runAt ?? '')).toBeGreaterThan(Date.now() + 25_000)
  await closeChange({ accountId: ACCOUNT, auditId: id }, { ...entry, outcome: 'failed' })
  expect(await waiting()).toEqual([])
})

it('one that cannot be announced leaves no repair behind', async () => {
  await refuse('open_changes', "key <> 'key-2'")
  await expect(openChange(entry, 'key-2', ACCOUNT)).rejects.toThrow('violates check constraint')
  expect(await waiting()).toEqual([])
})

it('a switch that RDS works at is watched from its entry on', async () => {
  const { id } = await openChange(entry, 'key-3', ACCOUNT)
  await closeChange({ accountId: ACCOUNT, auditId: id }, { ...entry, outcome: 'running' })
  expect(await waiting()).toEqual([`${jobName('watch-switch', ACCOUNT)}/db-ORDERS`])
})

it('what somebody asks for is queued with its entry, or neither is written', async () => {
  const name = jobName('search-findings', ACCOUNT)
  await refuse('audit', "entry ->> 'action' <> 'runJob'")
  const asked = addJobWith({ name, key: name }, { ...entry, action: 'runJob' })
  await expect(asked).rejects.toThrow('violates check constraint')
  expect(await waiting()).not.toContain(name)
})
