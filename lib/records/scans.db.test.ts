import { expect, it } from 'vitest'
import { ownRecords } from '@/lib/records/testing/own-records'
import { closeRecords, recordsHealth } from './pool'
import { loadScans, saveScan } from './scans'

ownRecords()

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
