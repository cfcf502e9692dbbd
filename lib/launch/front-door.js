// What no page should have to think about is answered before Next sees it: unreadable addresses, bodies without end,
// and whoever comes while the server stops.
import { Server } from 'node:http'

/** As much as Next lets a form hold. */
const LONGEST_BODY = 1024 * 1024

/** @type {Set<Server>} */
const servers = new Set()
/** @type {Set<import('node:http').ServerResponse>} */
const answers = new Set()
let closed = false

/** Nobody new comes in; a connection that is kept open is told so. */
export function closeDoor() {
  closed = true
  for (const server of servers) server.close()
}

export function openAnswers() {
  for (const server of servers) server.closeIdleConnections()
  return answers.size
}

/**
 * @param {{ url?: string | undefined, headers: import('node:http').IncomingHttpHeaders }} request
 * @returns {[status: number, sentence: string] | null}
 */
function refusal({ url = '', headers }) {
  if (closed)
    return [
      503,
      'Gatehouse is stopping and takes nothing new. Nothing changed. Start it again and repeat this.',
    ]
  try {
    decodeURIComponent(url.split('?')[0] ?? '')
  } catch {
    return [
      400,
      'This address holds a percent sign that stands for no letter, so nothing is there. Check how it was copied.',
    ]
  }
  return Number(headers['content-length']) > LONGEST_BODY ? TOO_LONG : null
}

/** @type {[number, string]} */
const TOO_LONG = [
  413,
  'This is longer than the 1 MB that Gatehouse reads at once. Nothing changed. Choose less, and repeat.',
]

/**
 * @param {import('node:http').ServerResponse} response
 * @param {[status: number, sentence: string]} answer
 */
function refuse(response, [status, sentence]) {
  if (response.headersSent) return response.destroy()
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  return response.end(`${sentence}\n`)
}

/**
 * A body that comes in pieces does not say how long it is: it is cut where it grows too long, and never seems complete.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function countBody(request, response) {
  const push = request.push.bind(request)
  let length = 0
  request.push = (/** @type {Buffer | null} */ chunk) => {
    if (length > LONGEST_BODY) return false
    length += chunk?.length ?? 0
    if (length <= LONGEST_BODY) return push(chunk)
    response.once('finish', () => request.destroy())
    refuse(response, TOO_LONG)
    return false
  }
}

const { emit, listen } = Server.prototype

Server.prototype.listen = /** @type {typeof listen} */ (
  /** @this {Server} @param {any[]} values */
  function (...values) {
    servers.add(this)
    return Reflect.apply(listen, this, values)
  }
)

Server.prototype.emit = /** @type {typeof emit} */ (
  /** @this {Server} @param {any[]} values */
  function (...values) {
    const [event, request, response] = values
    if (event === 'request') {
      answers.add(response)
      response.once('close', () => answers.delete(response))
      const refused = refusal(request)
      if (refused) {
        request.resume()
        refuse(response, refused)
        return true
      }
      countBody(request, response)
    }
    return Reflect.apply(emit, this, values)
  }
)
