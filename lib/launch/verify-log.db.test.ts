import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { appendAudit } from '@/lib/records/audit'
import type { AuditEntry, AuditRecord } from '@/lib/records/audit-entry'
import { closeRecords } from '@/lib/records/pool'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-verify-log-'))
const KEY = 'a key that all servers share, long enough'
const records: AuditRecord[] = []
let server: EmbeddedPostgres
let url: string

const entry: AuditEntry = {
  actor: 'mira',
  action: 'grantAccess',
  accountId: '111122223333',
  target: 'orders-prod',
  targetRegion: 'us-east-1',
  resourceId: 'db-ABC',
  databaseUser: 'app_readonly',
  principal: 'role/data-analyst',
  reason: 'CHG-1',
  outcome: 'done',
  callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/demo',
  awsCalls: [],
  before: null,
  after: { b: [1e21, 0.1], a: 'Ünïcode 🗝' },
  detail: 'Granted.',
  changes: [],
}

beforeAll(async () => {
  chmodSync(folder, 0o711)
  server = await startPostgres({ dataDir: join(folder, 'shared'), fsync: false })
  url = `postgresql://${server.user}@/postgres?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  process.env.DATABASE_URL = url
  process.env.GATEHOUSE_DATA_DIR = folder
  process.env.GATEHOUSE_AUDIT_KEY = KEY
  for (let n = 1; n <= 5; n++) records.push(await appendAudit({ ...entry, reason: `CHG-${n}` }))
})
afterAll(async () => {
  await closeRecords()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The command as a person starts it, with what it prints and its exit code. */
function verifyLog(parameters: string[], environment: Record<string, string>) {
  const program = ['--conditions=react-server', '--import', 'tsx', 'lib/launch/verify-log-program.ts']
  const { PATH = '' } = process.env
  return new Promise<{ code: number; said: string }>(resolve => {
    const env = { NODE_ENV: 'production' as const, PATH, ...environment }
    execFile(process.execPath, [...program, ...parameters], { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: `${out}${err}`.trim() }),
    )
  })
}

function write(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const exported = (entries: AuditRecord[], filter: string | null = null) => ({
  complete: true,
  filter,
  head: null,
  entries: entries.toReversed(),
})
const withKey = { GATEHOUSE_AUDIT_KEY: KEY }

it('finds the log of a database intact, with the key and an earlier head', async () => {
  const head = `3:${records[2]?.hash}`
  const { code, said } = await verifyLog(['--head', head], { DATABASE_URL: url, ...withKey })
  expect(said).toBe(`The chain is intact: 5 entries, 1 to 5, head 5:${records[4]?.hash}. 5 seals checked.`)
  expect(code).toBe(0)
})

it('says without key and head what it could not see', async () => {
  const { code, said } = await verifyLog([], { DATABASE_URL: url })
  expect(said).toContain('5 entries sealed with a key that was not given')
  expect(said).toContain('a cut end cannot be seen')
  expect(code).toBe(0)
})

it('finds an export intact that went through a file, or a part of it', async () => {
  const keyFile = write('kept.key', `${KEY}\n`)
  const whole = write('whole.json', exported(records))
  expect(await verifyLog(['--file', whole, '--key-file', keyFile], {})).toMatchObject({
    code: 0,
    said: expect.stringContaining('intact: 5 entries, 1 to 5'),
  })
  const part = write('part.json', exported(records.slice(2)))
  expect((await verifyLog(['--file', part], withKey)).said).toContain(
    'Entries before 3 are not in this file.',
  )
})

it('names the first bad entry of an export', async () => {
  const changed = records.map(record => (record.id === 3 ? { ...record, actor: 'someone.else' } : record))
  const file = write('changed.json', exported(changed))
  expect(await verifyLog(['--file', file], {})).toMatchObject({
    code: 1,
    said: expect.stringContaining('broken at entry 3'),
  })
  const cut = write('cut.json', exported(records.slice(0, 3)))
  const head = write('head.json', { auditHead: { id: 5, hash: records[4]?.hash, seal: records[4]?.seal } })
  expect(await verifyLog(['--file', cut, '--head', head], withKey)).toMatchObject({
    code: 1,
    said: expect.stringContaining('broken at entry 4'),
  })
})

it.each<[string, () => string[], Record<string, string>, string]>([
  ['no log at all', () => [], {}, 'set DATABASE_URL or give --file'],
  [
    'an export under a filter',
    () => ['--file', write('filtered.json', exported(records.slice(1, 2), 'person: mira'))],
    {},
    'made under a filter (person: mira)',
  ],
  ['a file that is something else', () => ['--file', write('x.json', '[]')], {}, 'not a JSON export'],
  ['a file that is not there', () => ['--file', join(folder, 'none.json')], {}, 'cannot be read'],
  ['a head that is none', () => ['--head', 'abc'], { DATABASE_URL: 'postgresql://x' }, 'number:hash'],
  ['a short key', () => [], { GATEHOUSE_AUDIT_KEY: 'short' }, 'at least 32 characters'],
  [
    'a database that is down',
    () => [],
    { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
    'cannot be reached',
  ],
  ['an option that does not exist', () => ['--fast'], {}, "Unknown option '--fast'"],
])('says in one sentence what is wrong with %s', async (_, parameters, environment, sentence) => {
  const { code, said } = await verifyLog(parameters(), environment)
  expect(said).toContain(`The log was not checked. `)
  expect(said).toContain(sentence)
  expect(code).toBe(1)
})

it('says that a database holds no log', async () => {
  const other = url.replace('/postgres?', '/template1?')
  expect((await verifyLog([], { DATABASE_URL: other })).said).toContain('holds no log of Gatehouse')
})
