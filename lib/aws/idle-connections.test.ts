import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agents, lettingGo } from './idle-connections'

let connections = 0
const server = createServer((_request, response) => response.end('yes')).on('connection', () => connections++)
beforeAll(() => new Promise<void>(done => server.listen(0, '127.0.0.1', done)))
afterAll(() => server.close())

const ask = (agent: Agent) =>
  new Promise<void>((done, failed) => {
    const { port } = server.address() as AddressInfo
    get({ port, host: '127.0.0.1', agent }, response => response.resume().on('end', done)).on('error', failed)
  })
const free = (agent: Agent) => Object.values(agent.freeSockets).flat().length

it('a connection serves the next call, and is let go once it has been idle', async () => {
  const agent = lettingGo(new Agent({ keepAlive: true }), 60)
  connections = 0
  await ask(agent)
  await expect.poll(() => free(agent)).toBe(1)
  await expect.poll(() => free(agent)).toBe(0)
  await ask(agent)
  expect(connections).toBe(2)
  agent.destroy()
  const patient = lettingGo(new Agent({ keepAlive: true }), 60_000)
  connections = 0
  await ask(patient)
  await expect.poll(() => free(patient)).toBe(1)
  await ask(patient)
  expect(connections).toBe(1)
  patient.destroy()
})

it('a call that takes longer than a connection may be idle is not cut off', async () => {
  const agent = lettingGo(new Agent({ keepAlive: true }), 20)
  await ask(agent)
  const slow = createServer((_request, response) => setTimeout(() => response.end('late'), 150))
  await new Promise<void>(done => slow.listen(0, '127.0.0.1', done))
  const { port } = slow.address() as AddressInfo
  const late = () =>
    new Promise<void>((done, failed) =>
      get({ port, host: '127.0.0.1', agent }, response => response.resume().on('end', done)).on(
        'error',
        failed,
      ),
    )
  await late()
  await late()
  agent.destroy()
  slow.close()
})

it('both kinds keep connections, and no more of one host than the SDK would', () => {
  const { httpAgent, httpsAgent } = agents()
  for (const agent of [httpAgent, httpsAgent])
    expect(agent).toMatchObject({ maxSockets: 50, options: { keepAlive: true } })
})
