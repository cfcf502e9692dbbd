import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Front } from './accept-clients'
import { startFront } from './start-front'

let front: Front

beforeEach(async () => {
  front = await startFront({
    port: 0,
    upstream: async () => '/nonexistent/.s.PGSQL.5432',
    certificate: createSecureContext(),
    authenticate: async () => ({ code: '28P01', message: 'no' }),
  })
})
afterEach(() => front.close())

function startup(code: number, text = ''): Buffer {
  const body = Buffer.from(text)
  const packet = Buffer.alloc(8 + body.length)
  packet.writeUInt32BE(packet.length, 0)
  packet.writeUInt32BE(code, 4)
  body.copy(packet, 8)
  return packet
}

async function say(bytes: Buffer, then?: (socket: Socket) => void): Promise<string> {
  const socket = connect(front.port, '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('data', chunk => heard.push(chunk as Buffer)).on('error', () => {})
  socket.write(bytes)
  then?.(socket)
  await once(socket, 'close')
  return Buffer.concat(heard).toString('latin1')
}

const V3 = 196608
const SSL = startup(80877103)

it.each([
  ['a length of nothing', Buffer.from([0, 0, 0, 0, 0, 0, 0, 0])],
  ['a length of four gigabytes', Buffer.from([255, 255, 255, 255, 0, 3, 0, 0])],
  ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: database\r\n\r\n')],
  ['a password before TLS', Buffer.concat([SSL, Buffer.from('p\0\0\0\u0008abc\0')])],
  ['endless GSS requests', Buffer.concat(Array.from({ length: 50 }, () => startup(80877104)))],
])('hangs up on %s', async (_, bytes) => {
  const heard = await say(bytes)
  expect(heard.replace(/[NS]/g, '')).toBe('')
})

it.each([
  ['another protocol', startup(131072, 'user\0x\0\0'), 'unsupported frontend protocol 2.0'],
  ['no terminator', startup(V3, 'user\0x'), 'expected terminator as last byte'],
  ['a name without a value', startup(V3, 'user\0x\0database\0\0'), 'expected terminator as last byte'],
  ['no user', startup(V3, 'database\0orders\0\0'), 'no PostgreSQL user name specified in startup packet'],
  [
    'no TLS',
    startup(V3, 'user\0x"y\0\0'),
    'no pg_hba.conf entry for host "127.0.0.1", user "x"y", database "x"y", no encryption',
  ],
])('says what is wrong with %s', async (_, bytes, words) => {
  expect(await say(bytes)).toContain(words)
})

it('survives clients that leave in the middle of a word', async () => {
  const leaving = Array.from({ length: 30 }, (_, n) => say(SSL.subarray(0, n % 8), socket => socket.end()))
  await Promise.all(leaving)
  expect(await say(startup(V3, 'user\0x\0\0'))).toContain('no encryption')
})

it('answers a cancel request by closing', async () => {
  expect(await say(startup(80877102, '\0\0\0\u0001\0\0\0\u0002'))).toContain('not yet accepting connections')
})
