import 'server-only'
import { type Agent, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SecureContext } from 'node:tls'

/** Below what servers keep an idle connection for: the 5 s of Node.js are the shortest in common use. */
const IDLE_MS = 3_000
/** Of one host, as the SDK has it by itself. */
const MOST_SOCKETS = 50

const rest = (socket: Duplex, ms: number) => socket instanceof Socket && socket.setTimeout(ms)

/**
 * Lets an idle connection go before its server may. A call over one that is just being closed breaks off, and after a machine
 * has slept all of them are such: the SDK tries one after the other, and gives up. Node.js, "agent.keepSocketAlive": of a
 * connection that is free the agent hears the timeout itself, and ends it.
 */
export function lettingGo<Kind extends Agent>(agent: Kind, idleMs = IDLE_MS): Kind {
  const { keepSocketAlive, reuseSocket } = agent
  agent.keepSocketAlive = socket => {
    // Typed as if it answered nothing; it says whether the connection is kept.
    const isKept = keepSocketAlive.call(agent, socket)
    rest(socket, idleMs)
    return isKept
  }
  agent.reuseSocket = (socket, request) => {
    rest(socket, 0)
    reuseSocket.call(agent, socket, request)
  }
  return agent
}

/** For all clients of an account: what they trust is read once, and what is connected is shared. */
export function agents(secureContext?: SecureContext): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } {
  const options = { keepAlive: true, maxSockets: MOST_SOCKETS }
  return {
    httpAgent: lettingGo(new HttpAgent(options)),
    httpsAgent: lettingGo(new HttpsAgent({ ...options, ...(secureContext ? { secureContext } : {}) })),
  }
}
