import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Faults } from '@/lib/simulator/aws/faults'
import { faultsAround } from '../statement-watch'
import { handOver } from './hand-over'
import { tagged } from './messages'

const query = (sql: string) => tagged('Q', Buffer.from(`${sql}\0`))
const faults = new Faults()

let folder: string
let database: Server
let door: Server
let client: Socket
let heard: string
let left: Promise<unknown>

/** Answers `ok` to whatever it hears. */
beforeEach(async () => {
  heard = ''
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-hand-over-'))
  const path = join(folder, 'database')
  let leaves = () => {}
  left = new Promise<void>(resolve => {
    leaves = resolve
  })
  database = createServer(socket => {
    socket.on('data', said => {
      heard += said.toString('latin1')
      socket.write('ok')
    })
    socket.on('error', () => {}).on('close', leaves)
  })
  await once(database.listen(path), 'listening')
  const watch = faultsAround(faults, 'orders-prod')
  door = createServer(socket => handOver(socket, path, Buffer.from('first'), watch()))
  await once(door.listen(0, '127.0.0.1'), 'listening')
  client = connect((door.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  await once(client, 'data')
})

afterEach(() => {
  client.destroy()
  door.close()
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const hits = async () => {
  while (faults.current.statements.length > 0) await new Promise(resolve => setImmediate(resolve))
}

it('what a client said before it was killed is still carried out, and then its session ends', async () => {
  faults.set({
    statements: [{ target: 'orders-prod', statement: 'create user a', when: 'before', delayMs: 50 }],
  })
  client.write(query('create user a'))
  await hits()
  client.destroy()
  await left
  expect(heard).toContain('create user a')
})

it('a connection that is lost before the server has a statement leaves it unsaid', async () => {
  faults.set({ statements: [{ target: 'orders-prod', statement: 'commit', when: 'before', cuts: true }] })
  client.write(query('commit'))
  await once(client, 'close')
  await left
  expect(heard).not.toContain('commit')
})

it('one that is lost after it leaves it done and unanswered', async () => {
  faults.set({ statements: [{ target: 'orders-prod', statement: 'commit', when: 'after', cuts: true }] })
  const answered: Buffer[] = []
  client.on('data', said => answered.push(said))
  client.write(query('commit'))
  await once(client, 'close')
  expect(heard).toContain('commit')
  expect(answered).toEqual([])
})

it('a COMMIT is known by what was said before it, and other targets are left alone', async () => {
  const rule = { statement: 'commit', when: 'before', cuts: true } as const
  faults.set({
    statements: [
      { ...rule, target: 'orders-prod', follows: 'grant b' },
      { ...rule, target: 'catalog-prod' },
    ],
  })
  for (const sql of ['grant a', 'commit']) {
    client.write(query(sql))
    await once(client, 'data')
  }
  expect(heard).toContain('commit')
  expect(faults.current.statements).toHaveLength(2)
})
