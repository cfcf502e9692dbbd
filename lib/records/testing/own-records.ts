import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { closeRecords } from '@/lib/records/pool'

/** For the tests of one file: records as a dashboard without DATABASE_URL keeps them. Answers the data folder. */
export function ownRecords(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-records-'))
  beforeAll(() => {
    chmodSync(folder, 0o711)
    delete process.env.DATABASE_URL
    process.env.GATEHOUSE_DATA_DIR = folder
  })
  afterAll(async () => {
    await closeRecords()
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
