import 'server-only'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { connect, isIP, type Socket } from 'node:net'
import type { Endpoint } from '@/lib/access/model/target'
import { settings } from '@/lib/config/env'
import { failed } from '@/lib/databases/database-failure'

/** What is said at the door. Secret: it lives in one function call, never in a log, a record or an answer. */
export interface Credential {
  kind: 'token' | 'password'
  secret: string
}

export interface Login {
  /** The target's own endpoint: what a token is signed for and what the certificate must name. */
  endpoint: Endpoint
  databaseUser: string
  databaseName: string
  credential: Credential
}

/** The way in, in this order. */
export const STEPS = ['dns', 'tcp', 'tls', 'iam', 'role'] as const
export type StepId = (typeof STEPS)[number]

/** Told of each step as it is done, with what was found. */
export type Passed = (step: StepId, text: string) => void

const CONNECT_TIMEOUT_MS = 8_000

/** A tunnel's end is only dialled; the token and the certificate keep to the real endpoint. */
function dialFor(endpoint: Endpoint): { dial: Endpoint; tunnelled: boolean } {
  const dial = settings().tunnels.get(`${endpoint.host}:${endpoint.port}`)
  return dial ? { dial, tunnelled: true } : { dial: endpoint, tunnelled: false }
}

export function tlsOptions(endpoint: Endpoint) {
  const ca = readFileSync(/* turbopackIgnore: true */ settings().caFile, 'utf8')
  return { ca, servername: endpoint.host, rejectUnauthorized: true }
}

function openSocket(address: string, port: number, over: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port })
    over.addEventListener('abort', () => socket.destroy())
    // Stays for good: what breaks later is reported by whoever reads or writes then.
    socket.on('error', reject)
    const seconds = CONNECT_TIMEOUT_MS / 1000
    socket.setTimeout(CONNECT_TIMEOUT_MS, () =>
      reject(failed(`connect timed out after ${seconds} s`, 'ETIMEDOUT')),
    )
    socket.once('connect', () => {
      socket.setTimeout(0)
      resolve(socket)
    })
  })
}

/** Opens the target's port. The socket is destroyed when the conversation is over. */
export async function dialTarget(endpoint: Endpoint, over: AbortSignal, passed: Passed): Promise<Socket> {
  const { dial, tunnelled } = dialFor(endpoint)
  const { address } = await lookup(dial.host)
  over.throwIfAborted()
  const plain = isIP(dial.host) ? dial.host : `${dial.host} is ${address}`
  passed('dns', tunnelled ? `Through the tunnel at ${plain}` : plain)
  const socket = await openSocket(address, dial.port, over)
  passed('tcp', `Port ${dial.port} answers`)
  return socket
}
