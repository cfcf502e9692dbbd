import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeRecords, recordsHealth } from './pool'
import { loadScans, saveScan } from './scans'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-scans-'))

beforeAll(() => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
})
afterAll(async () => {
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it('keeps the last scan of each target in a database of our own, across a restart', async () => {
  await saveScan('111122223333', 'db-A', { users: ['old'] })
  const newer = await saveScan('111122223333', 'db-A', { users: ['app_readonly'] })
  await saveScan('111122223333', 'db-B', [])
  await closeRecords()
  const scans = await loadScans('111122223333')
  expect(scans.get('db-A')).toEqual({ scan: { users: ['app_readonly'] }, scannedAt: newer.scannedAt })
  expect([...scans.keys()].sort()).toEqual(['db-A', 'db-B'])
  expect(await recordsHealth()).toEqual({ ok: true })
})
