import 'server-only'
import { lookup } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { Endpoint } from '@/lib/access/target'
import { settings } from '@/lib/config/env'

export interface Login {
  /** The target's own endpoint: what the token was signed for and what the certificate must name. */
  endpoint: Endpoint
  databaseUser: string
  databaseName: string
  token: string
}

export const CONNECT_TIMEOUT_MS = 8_000
const STATEMENT_TIMEOUT_MS = 20_000

/** A tunnel's end is only dialled; the token and the certificate keep to the real endpoint. */
export function dialFor(endpoint: Endpoint): { dial: Endpoint; tunnelled: boolean } {
  const dial = settings().tunnels.get(`${endpoint.host}:${endpoint.port}`)
  return dial ? { dial, tunnelled: true } : { dial: endpoint, tunnelled: false }
}

export function tlsOptions(endpoint: Endpoint) {
  const ca = readFileSync(/* turbopackIgnore: true */ settings().caFile, 'utf8')
  return { ca, servername: endpoint.host, rejectUnauthorized: true }
}

/**
 * One short session, TLS verified against the target's name, closed whatever happens.
 * The address is resolved here because pg would otherwise check the certificate against the name that is dialled.
 */
export async function withConnection<T>(login: Login, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { dial } = dialFor(login.endpoint)
  const { address } = await lookup(dial.host)
  const client = new pg.Client({
    host: address,
    port: dial.port,
    user: login.databaseUser,
    password: login.token,
    database: login.databaseName,
    ssl: tlsOptions(login.endpoint),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    application_name: 'gatehouse',
  })
  // A connection that breaks between queries must not end the process: the query in hand reports it.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
