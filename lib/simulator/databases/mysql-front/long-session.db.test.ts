import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Front } from '../front/accept-clients'
import { greetingOf } from './greeting'
import { framed } from './packets'
import { startMySqlFront } from './start-mysql-front'

const LOGIN_MS = 300
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-slow-'))
const socket = join(folder, 'slow.sock')
const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0])

let engine: Server
let front: Front

/** An engine that lets everybody in at once, and answers a statement only when a login would be too late. */
beforeAll(async () => {
  engine = createServer(visitor => {
    visitor.on('error', () => {})
    visitor.write(
      framed({ sequence: 0, body: greetingOf('5.5.5-10.11.9-MariaDB', 7, Buffer.alloc(20, 'x')) }),
    )
    let loggedIn = false
    visitor.on('data', chunk => {
      // The front first says who calls.
      if (/^PROXY [^\n]*\n$/.test(chunk.toString('latin1'))) return
      if (loggedIn) setTimeout(() => visitor.write(framed({ sequence: 1, body: OK })), 3 * LOGIN_MS)
      else visitor.write(framed({ sequence: 2, body: OK }))
      loggedIn = true
    })
  })
  await new Promise<void>(resolve => engine.listen(socket, resolve))
  front = await startMySqlFront({
    port: 0,
    version: '',
    loginMs: LOGIN_MS,
    certificate: createSecureContext(),
    engine: async () => ({
      socket,
      password: '',
      catalog: {
        mark: () => null,
        quiet: async () => {},
        read: async () => () => {},
        take: () => Promise.reject(new Error('nobody asked')),
      },
    }),
    wayIn: async () => 'engine',
    admits: async () => false,
  })
})
afterAll(async () => {
  await front.close()
  engine.close()
  rmSync(folder, { recursive: true, force: true })
})

it('a session lives on when the time for a login is over', async () => {
  const connection = await createConnection({ host: '127.0.0.1', port: front.port, user: 'x' })
  await connection.query('do 1')
  await expect(connection.query('do 2')).resolves.toHaveLength(2)
  connection.destroy()
})
