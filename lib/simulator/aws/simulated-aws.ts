import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { containerCredentials } from '@/lib/simulator/aws/container-credentials'
import { control } from '@/lib/simulator/aws/control'
import { Faults } from '@/lib/simulator/aws/faults'
import { handleRequest, type Surroundings } from '@/lib/simulator/aws/handle-request'
import type { World } from '@/lib/simulator/world/world'

export interface SimulatedAws {
  url: string
  world: World
  faults: Faults
  close(): Promise<void>
}

export interface SimulatedAwsOptions {
  world: World
  /** 0, the default: any free one. */
  port?: number
  now?: () => Date
  latencyMs?: number
  /** How long each stage of a modify lasts. */
  settleMs?: number
}

const CONTAINER_PATH = '/container-credentials/'

export async function startSimulatedAws(options: SimulatedAwsOptions): Promise<SimulatedAws> {
  const { world, now = () => new Date(), settleMs = 6_000, latencyMs = 0 } = options
  const around: Surroundings = { world, faults: new Faults(), now, settleMs }
  const server = createServer((request, response) => {
    serve(request, response, around, latencyMs).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    world,
    faults: around.faults,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
  latencyMs: number,
): Promise<void> {
  const body = await readBody(request)
  if (latencyMs > 0) await wait(latencyMs)
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
  const method = request.method ?? 'GET'
  response.setHeader('Date', around.now().toUTCString())
  const own = path.startsWith(CONTAINER_PATH) || path.startsWith('/_simulator/')
  if (own && !fromHere(request)) {
    return sendJson(response, { status: 403, body: { message: 'Only for programs of this machine' } })
  }
  if (path.startsWith(CONTAINER_PATH)) {
    return sendJson(
      response,
      containerCredentials(decodeURIComponent(path.slice(CONTAINER_PATH.length)), around),
    )
  }
  if (path.startsWith('/_simulator/')) {
    // A page in a browser always sends Origin with a write: it has no business here.
    if (request.headers.origin)
      return sendJson(response, { status: 403, body: { message: 'Not for browsers' } })
    return sendJson(response, control(method, path, body, around))
  }
  const requestId = randomUUID()
  const signed = { method, path, query, headers: request.headers, body }
  const sourceIp = request.socket.remoteAddress ?? '127.0.0.1'
  const answer = await handleRequest({ request: signed, sourceIp, requestId }, around)
  if (!answer) return void response.destroy()
  response.writeHead(answer.status, { 'Content-Type': answer.contentType, 'x-amzn-RequestId': requestId })
  response.end(answer.body)
}

/** A browser sends Origin with a write, and the name it was lured with as Host: neither has business here. */
function fromHere({ headers }: IncomingMessage): boolean {
  return !headers.origin && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '')
}

function sendJson(response: ServerResponse, { status, body }: { status: number; body: unknown }): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
