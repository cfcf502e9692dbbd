import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeRecords, records } from './pool'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-schema-'))

beforeAll(() => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
})
afterAll(async () => {
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

/** Tables that hold nothing of any AWS account, and why. */
const OF_NO_ACCOUNT: Record<string, string> = {
  migrations: 'the shape of these records',
  audit_head: 'there is one log, and one chain, for all accounts',
  writable: 'tells whether these records can be written',
  job_servers: 'the servers that share these records, whatever accounts they read',
  sessions: 'one signs in to the server, whatever accounts it reads',
}
/** Where a row may be of no account. */
const MAY_BE_OF_NONE = new Set(['audit'])

interface Table {
  name: string
  has_account: boolean
  nullable: boolean | null
  /** Some index or key begins with the account. */
  leads: boolean
}

it('every table says of which account each row is and is found by it, or holds nothing of any', async () => {
  const { rows } = await (await records()).query<Table>(
    `select relname as name, attnum is not null as has_account, not attnotnull as nullable,
        exists (select from pg_index where indrelid = pg_class.oid and indkey[0] = attnum) as leads
      from pg_class left join pg_attribute on attrelid = pg_class.oid and attname = 'account_id'
      where relnamespace = 'gatehouse'::regnamespace and relkind in ('r', 'p') order by relname`,
  )
  const names = rows.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining([...Object.keys(OF_NO_ACCOUNT), 'audit', 'change_steps']))
  const ofAccounts = rows.filter(({ name }) => !(name in OF_NO_ACCOUNT))
  expect(ofAccounts.filter(table => !table.has_account || !table.leads)).toEqual([])
  expect(ofAccounts.filter(({ nullable }) => nullable).map(({ name }) => name)).toEqual([...MAY_BE_OF_NONE])
  expect(rows.filter(({ name, has_account }) => name in OF_NO_ACCOUNT && has_account)).toEqual([])
})
