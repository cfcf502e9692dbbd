import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startPostgres } from './start-postgres'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-embedded-'))
const dataDir = join(
  folder,
  'a-folder-whose-name-is-so-long-that-a-socket-could-never-live-in-it-'.repeat(2),
  'records',
)

const patience = { timeout: 30_000, interval: 10 }

beforeAll(() => chmodSync(folder, 0o711))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function ask(server: { socketDir: string; port: number; user: string }, sql: string) {
  const client = new pg.Client({
    host: server.socketDir,
    port: server.port,
    user: server.user,
    database: 'postgres',
  })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows[0]
}

const alive = (pid: number) =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
const postmaster = () => Number.parseInt(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'), 10)

const processGroup = (pid: number) =>
  Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2])

/** What another user of this machine gets for an answer: the code of the error, or "done". */
function asNobody(statement: string): string {
  const program = `try { ${statement}; process.stdout.write('done') } catch (error) { process.stdout.write(error.code) }`
  const flags = ['--input-type=module', '-e', program]
  return execFileSync(process.execPath, flags, { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8' })
}

/** Says hello to PostgreSQL by hand: the driver lies where nobody may not read. */
const knock = ({ socketDir, port, user }: { socketDir: string; port: number; user: string }) => `
  const { connect } = await import('node:net')
  const said = Buffer.from('\\0\\x03\\0\\0user\\0${user}\\0database\\0postgres\\0\\0', 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(said.length + 4)
  await new Promise((resolve, reject) => {
    const socket = connect(${JSON.stringify(join(socketDir, `.s.PGSQL.${port}`))}).on('error', reject)
    socket.write(Buffer.concat([length, said]))
    socket.on('data', answer => {
      const code = answer.toString().match(/\\0C([0-9A-Z]{5})\\0/)?.[1]
      answer[0] === 69 ? reject({ code }) : resolve()
      socket.destroy()
    })
  })`

/** A program that starts the server and then waits, so that it can be killed. */
function startProgram(place: string): ChildProcess {
  const module = new URL('./start-postgres.ts', import.meta.url).href
  const program = `const { startPostgres } = await import(${JSON.stringify(module)})
    await startPostgres({ dataDir: ${JSON.stringify(place)}, fsync: false }); process.stdout.write('ready')`
  const flags = ['--import', 'tsx', '--input-type=module', '-e']
  return spawn(process.execPath, [...flags, program], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function startElsewhere(): Promise<ChildProcess> {
  const child = startProgram(dataDir)
  if (child.stdout) await once(child.stdout, 'data')
  return child
}

describe('the embedded PostgreSQL', () => {
  it('is created, answers on a short socket path, and is there again after a stop', async () => {
    const first = await startPostgres({ dataDir, fsync: false })
    expect(first.socketDir.length).toBeLessThan(90)
    await ask(first, 'create table kept as select 42 as answer')
    await first.stop()
    expect(existsSync(first.socketDir)).toBe(false)
    const second = await startPostgres({ dataDir, fsync: true, settings: { work_mem: '8MB' } })
    expect(
      await ask(
        second,
        "select answer, current_setting('fsync') as fsync, current_setting('work_mem') as work_mem from kept",
      ),
    ).toEqual({
      answer: 42,
      fsync: 'on',
      work_mem: '8MB',
    })
    expect(await ask(second, 'show listen_addresses')).toEqual({ listen_addresses: '' })
    await second.stop()
  })

  it('says who holds the data when it is in use', async () => {
    const first = await startPostgres({ dataDir, fsync: false })
    await expect(startPostgres({ dataDir, fsync: false })).rejects.toThrow(
      /in use by another Gatehouse \(process \d+\)/,
    )
    await first.stop()
  })

  it('is created once by two who start at the same moment; the slower is told who holds it', async () => {
    const both = join(folder, 'both')
    const started = await Promise.allSettled([1, 2].map(() => startPostgres({ dataDir: both, fsync: false })))
    const running = started.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
    const refused = started.flatMap(one => (one.status === 'rejected' ? [String(one.reason)] : []))
    await Promise.all(running.map(server => server.stop()))
    expect(running).toHaveLength(1)
    expect(refused[0]).toMatch(/in use by another Gatehouse|lock file "postmaster.pid" already exists/)
  })

  it('stops in the middle of being created, and is created by the next start', async () => {
    const half = join(folder, 'half')
    const parent = startProgram(half)
    await vi.waitUntil(() => readdirSync(folder).some(name => name.startsWith('half.new-')), patience)
    const draft = readdirSync(folder).find(name => name.startsWith('half.new-')) ?? ''
    parent.kill('SIGKILL')
    await vi.waitUntil(() => !alive(Number(draft.split('-').at(-1))), patience)
    const server = await startPostgres({ dataDir: half, fsync: false })
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 })
    await server.stop()
    expect(readdirSync(folder).filter(name => name.startsWith('half.new-'))).toEqual([])
  })

  it('leaves nothing running when its parent is killed with -9', async () => {
    const parent = await startElsewhere()
    const pid = postmaster()
    expect(alive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await vi.waitUntil(() => !alive(pid), patience)
    expect(existsSync(join(dataDir, 'postmaster.pid'))).toBe(false)
  })

  it('takes over from a server that lost its supervisor', async () => {
    const parent = await startElsewhere()
    const orphan = postmaster()
    const supervisor = Number(readFileSync(`/proc/${orphan}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
    process.kill(supervisor, 'SIGKILL')
    await vi.waitUntil(() => !alive(supervisor), patience)
    const next = await startPostgres({ dataDir, fsync: false })
    expect(alive(orphan)).toBe(false)
    await next.stop()
    parent.kill('SIGKILL')
  })

  it('ignores a lock whose process number now belongs to something else', async () => {
    writeFileSync(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`)
    const server = await startPostgres({ dataDir, fsync: false })
    expect(await ask(server, 'select answer from kept')).toEqual({ answer: 42 })
    await server.stop()
  })

  it('repeats the words of a server that cannot start', async () => {
    await expect(
      startPostgres({ dataDir, fsync: false, settings: { shared_buffers: 'plenty' } }),
    ).rejects.toThrow(/invalid value for parameter "shared_buffers"/)
  })

  it.runIf(process.getuid?.() === 0)(
    'works for root in a folder that nobody else may enter, and cleans up after it',
    async () => {
      const homes = []
      for (let run = 0; run < 2; run++) {
        const hidden = mkdtempSync(join(tmpdir(), 'gatehouse-hidden-'))
        const server = await startPostgres({ dataDir: join(hidden, 'records'), fsync: false })
        expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 })
        homes.push(realpathSync(join(hidden, 'postgres')))
        await server.stop()
        rmSync(hidden, { recursive: true })
      }
      expect(homes.map(home => existsSync(home))).toEqual([false, true])
    },
  )

  it('outlives the signals that Ctrl-C and a service manager send to the whole family', async () => {
    const server = await startPostgres({ dataDir, fsync: false })
    const supervisor = Number(
      readFileSync(`/proc/${postmaster()}/stat`, 'utf8').split(') ')[1]?.split(' ')[1],
    )
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(supervisor, signal)
    expect(await ask(server, 'select answer from kept')).toEqual({ answer: 42 })
    expect(processGroup(postmaster())).toBe(postmaster())
    await server.stop()
  })

  it('closes a cluster of an earlier version, which trusted every user of the machine', async () => {
    const hba = join(dataDir, 'pg_hba.conf')
    writeFileSync(hba, 'local all all trust\n')
    const server = await startPostgres({ dataDir, fsync: false })
    expect(await ask(server, 'select answer from kept')).toEqual({ answer: 42 })
    expect(await ask(server, 'select distinct auth_method from pg_hba_file_rules')).toEqual({
      auth_method: 'peer',
    })
    await server.stop()
  })

  describe.runIf(process.getuid?.() === 0)('started by root', () => {
    it('is out of reach for nobody: its socket, its files, its process', async () => {
      const server = await startPostgres({ dataDir, fsync: false })
      expect(asNobody(`await import('node:fs').then(fs => fs.readdirSync(${JSON.stringify(dataDir)}))`)).toBe(
        'EACCES',
      )
      expect(asNobody(`process.kill(${postmaster()}, 'SIGINT')`)).toBe('EPERM')
      expect(asNobody(knock(server))).toBe('EACCES')
      await server.stop()
    })

    it('refuses nobody even where the socket stands open to all, under any name', async () => {
      const server = await startPostgres({ dataDir, fsync: false })
      chmodSync(server.socketDir, 0o777)
      chmodSync(join(server.socketDir, `.s.PGSQL.${server.port}`), 0o777)
      for (const user of ['postgres', 'nobody', 'root'])
        expect(asNobody(knock({ ...server, user }))).toBe('28000')
      expect(await ask(server, 'select answer from kept')).toEqual({ answer: 42 })
      await server.stop()
    })

    it('leaves data with the person whose it is', async () => {
      const person = join(folder, 'person')
      cpSync(dataDir, person, { recursive: true })
      execFileSync('chown', ['-R', '58000:58000', person])
      const server = await startPostgres({ dataDir: person, fsync: false })
      expect(await ask(server, 'select answer from kept')).toEqual({ answer: 42 })
      expect(new Set(readdirSync(person).map(name => statSync(join(person, name)).uid))).toEqual(
        new Set([58000]),
      )
      await server.stop()
    })

    it('takes the data of an earlier version, which ran as nobody, away from nobody', async () => {
      const former = join(folder, 'former')
      cpSync(dataDir, former, { recursive: true })
      execFileSync('chown', ['-R', '65534:65534', former])
      const server = await startPostgres({ dataDir: former, fsync: false })
      expect(await ask(server, 'select answer from kept')).toEqual({ answer: 42 })
      expect(asNobody(`await import('node:fs').then(fs => fs.readdirSync(${JSON.stringify(former)}))`)).toBe(
        'EACCES',
      )
      await server.stop()
    })
  })
})
