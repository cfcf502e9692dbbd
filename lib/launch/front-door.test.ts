import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import './front-door.js'

const seen: string[] = []
const server = createServer(async (asked, answer) => {
  let length = 0
  try {
    for await (const chunk of asked) length += chunk.length
    seen.push(`${asked.url} ${length}`)
    answer.end(String(length))
  } catch {
    seen.push(`${asked.url} broken off`)
  }
})
beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

/** Sent by hand: fetch would tidy the address, and say how long the body is. */
function ask(path: string, { body = '', length = -1, pieces = 1 } = {}): Promise<[number, string]> {
  const { port } = server.address() as AddressInfo
  const headers = length < 0 ? {} : { 'content-length': length }
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, answer => {
      answer.setEncoding('utf8').on('data', text => resolve([answer.statusCode ?? 0, text]))
    })
    asked.on('error', reject)
    for (let piece = 0; piece < pieces; piece++) asked.write(body)
    if (length < 0) asked.end()
  })
}

it('passes what is readable and short', async () => {
  expect(await ask('/targets/%E0%A4%85', { body: 'x'.repeat(1000), pieces: 3 })).toEqual([200, '3000'])
})

it.each(['/targets/%E0%A4%A', '/targets/%', '/%zz/x?find=ok'])('answers %s with 400', async path => {
  expect(await ask(path)).toEqual([400, expect.stringContaining('percent sign')])
})

it('leaves a percent sign in a question to the page', async () => {
  expect((await ask('/targets?find=100%'))[0]).toBe(200)
})

it('answers a body that says it is too long with 413 before reading it', async () => {
  expect(await ask('/long', { length: 1024 * 1024 + 1, body: 'x' })).toEqual([
    413,
    expect.stringContaining('1 MB'),
  ])
})

it('cuts a body in pieces where it grows too long, and hands on nothing that seems complete', async () => {
  expect(await ask('/pieces', { body: 'x'.repeat(64 * 1024), pieces: 17 })).toEqual([
    413,
    expect.stringContaining('Nothing changed'),
  ])
  expect(seen.filter(line => line.startsWith('/pieces ') && !line.endsWith('broken off'))).toEqual([])
  expect(await ask('/pieces', { body: 'x'.repeat(64 * 1024), pieces: 16 })).toEqual([
    200,
    String(1024 * 1024),
  ])
})
