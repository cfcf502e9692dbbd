import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

interface Bendable {
  action: string
  region: string
  /** The form that was sent. */
  asked: URLSearchParams
  body: string
}

/** The body to give instead; with another status than 200, that too. */
export type Bend = (answer: Bendable) => string | { status: number; body: string }

function forward(to: string, incoming: IncomingMessage, body: string): Promise<IncomingMessage> {
  const { method, url: path, headers } = incoming
  const { hostname, port } = new URL(to)
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path, headers, setHost: false }, resolve)
      .once('error', reject)
      .end(body)
  })
}

/** For tests: the simulated account behind a door that lets every answer through well formed, with HTTP 200, and wrong. */
export async function bentAnswers(aws: SimulatedAws) {
  const bent: { by: Bend | null } = { by: null }
  const server = createServer(async (incoming, response) => {
    const sent = await text(incoming)
    const answer = await forward(aws.url, incoming, sent)
    const body = await text(answer)
    const asked = new URLSearchParams(sent)
    const target = String(incoming.headers['x-amz-target'] ?? '')
    const action = asked.get('Action') ?? target.split('.').at(-1) ?? ''
    const region = /\/\d{8}\/([\w-]+)\//.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
    const given = answer.statusCode ?? 500
    const bend = given === 200 && bent.by ? bent.by({ action, region, asked, body }) : body
    const { status, body: told } = typeof bend === 'string' ? { status: given, body: bend } : bend
    response.writeHead(status, { 'content-type': answer.headers['content-type'] ?? 'text/xml' })
    response.end(told)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  dropClients(homeAccount())
  return {
    bend: (by: Bend | null) => {
      bent.by = by
    },
    close: () => {
      server.closeAllConnections()
      return new Promise<void>(done => server.close(() => done()))
    },
  }
}
