import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Front } from '../front/accept-clients'
import { CAPABILITY } from './capabilities'
import { framed } from './packets'
import { startMySqlFront } from './start-mysql-front'

let front: Front
let asked: string[]

beforeEach(async () => {
  asked = []
  front = await startMySqlFront({
    port: 0,
    version: '8.0.39',
    engine: async () => null,
    certificate: createSecureContext(),
    wayIn: async ({ user, secure }) => {
      asked.push(user)
      return secure ? 'token' : { code: 1045, state: '28000', message: `no TLS: ${user}` }
    },
    admits: async () => true,
  })
})
afterEach(() => front.close())

/** Answers all that was heard until the front hung up. */
async function say(bytes: Buffer, then?: (socket: Socket) => void): Promise<string> {
  const socket = connect(front.port, '127.0.0.1')
  const heard: Buffer[] = []
  socket.on('data', chunk => heard.push(chunk as Buffer)).on('error', () => {})
  socket.write(bytes)
  then?.(socket)
  await once(socket, 'close')
  return Buffer.concat(heard).toString('latin1')
}

/** Behind the greeting, which ends with the name of a plugin. */
const after = (heard: string) => heard.split('mysql_native_password\0').slice(1).join('')

const BASIC = CAPABILITY.protocol41 | CAPABILITY.secureConnection | CAPABILITY.plugin
function response(rest: Buffer | string, capabilities: number = BASIC): Buffer {
  const head = Buffer.alloc(32)
  head.writeUInt32LE(capabilities, 0)
  return framed({ sequence: 1, body: Buffer.concat([head, Buffer.from(rest)]) })
}

const ASK_TLS = response('', BASIC | CAPABILITY.ssl)

it.each([
  ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: database\r\n\r\n')],
  ['a packet of sixteen megabytes', Buffer.from([255, 255, 255, 1, 0])],
  ['an empty packet', framed({ sequence: 1, body: Buffer.alloc(0) })],
  ['a response that is only a head', response('')],
  ['a user without an end', response('catalog_ro')],
  ['a proof that is longer than its packet says it may be', response(Buffer.from('x\0\xff', 'latin1'))],
  ['a database without an end', response(Buffer.from('x\0\0orders'), BASIC | CAPABILITY.withDatabase)],
  ['a client of before 4.1', response('x\0\0', CAPABILITY.secureConnection)],
  [
    'a token in clear text behind a wish for TLS',
    Buffer.concat([ASK_TLS, response('x\0\0'), Buffer.from('token\0')]),
  ],
])('hangs up on %s, and asks nobody about it', async (_, bytes) => {
  expect(after(await say(bytes))).toBe('')
  expect(asked).toEqual([])
})

it('asks for no token without TLS', async () => {
  const heard = after(await say(response('catalog_ro\0\0mysql_native_password\0')))
  expect(heard).toContain('#28000no TLS: catalog_ro')
  expect(heard).not.toContain('mysql_clear_password')
})

it('takes the first words of TLS in the same breath as the wish for it, and no nonsense after them', async () => {
  const hello = Buffer.concat([ASK_TLS, Buffer.from([22, 3, 1, 0, 1, 0])])
  expect(after(await say(hello, socket => socket.end()))).not.toContain('mysql_clear_password')
  expect(asked).toEqual([])
})

it('survives clients that leave in the middle of a word', async () => {
  const words = response('catalog_ro\0\0mysql_native_password\0')
  const leaving = Array.from({ length: 40 }, (_, n) => say(words.subarray(0, n), socket => socket.end()))
  await Promise.all(leaving)
  expect(after(await say(words))).toContain('no TLS')
})

it('survives names of every byte', async () => {
  for (let byte = 1; byte < 256; byte += 3) {
    const name = Buffer.from([byte, byte, 0, 0])
    expect(after(await say(response(name)))).toContain('no TLS')
  }
})
