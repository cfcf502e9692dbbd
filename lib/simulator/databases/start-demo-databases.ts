import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { World } from '@/lib/simulator/world/world'
import { authenticate, type Gate } from './authenticate'
import { createDemoAuthority, type DemoAuthority } from './certificates'
import { type DemoDatabase, openDemoDatabase } from './demo-database'
import { type Front, startFront } from './front/start-front'
import type { DemoSchema } from './schemas/demo-schema'
import { inventory } from './schemas/inventory-schema'
import { orders } from './schemas/orders-schema'
import { findTarget } from './target-now'

/** The targets whose endpoint really answers. */
const SCHEMAS: Record<string, DemoSchema> = { 'orders-prod': orders, 'inventory-staging': inventory }

export interface DemoFront {
  identifier: string
  /** As AWS names the endpoint; tokens are signed for these. */
  host: string
  port: number
  /** Where it is reached in truth. */
  dialHost: '127.0.0.1'
  dialPort: number
}

export interface DemoDatabases {
  caFile: string
  fronts: DemoFront[]
  close(): Promise<void>
}

export interface DemoDatabasesOptions {
  world: World
  dataDir: string
  now: () => Date
  /** How long each stage of a modify lasts; the same as the simulated account's. */
  settleMs?: number
  /** The first front listens here and the next on the port after it, where they are free. 0: any free ones. */
  firstPort?: number
}

export async function startDemoDatabases(options: DemoDatabasesOptions): Promise<DemoDatabases> {
  mkdirSync(options.dataDir, { recursive: true })
  const authority = await createDemoAuthority()
  const caFile = join(options.dataDir, 'demo-database-ca.pem')
  writeFileSync(caFile, authority.certificate)
  const started = await Promise.allSettled(
    Object.entries(SCHEMAS).map(([identifier, schema], index) =>
      startOne(options, authority, identifier, schema, index),
    ),
  )
  const running = started.flatMap(outcome =>
    outcome.status === 'fulfilled' && outcome.value ? [outcome.value] : [],
  )
  const close = async () => void (await Promise.all(running.map(one => one.close())))
  const failed = started.find(outcome => outcome.status === 'rejected')
  if (failed) {
    await close()
    throw failed.reason
  }
  return { caFile, fronts: running.map(one => one.front), close }
}

async function startOne(
  { world, dataDir, now, settleMs = 6_000, firstPort = 0 }: DemoDatabasesOptions,
  authority: DemoAuthority,
  identifier: string,
  schema: DemoSchema,
  index: number,
) {
  const target = findTarget(world, identifier, now(), settleMs)
  if (!target) return null
  const certificate = await authority.issueFor(target.hosts)
  const database = await openDemoDatabase(join(dataDir, `${identifier}-${fingerprint(schema)}`), schema)
  const onRefusal: Gate['onRefusal'] = refusal =>
    appendFileSync(join(dataDir, 'iam-db-auth-error.log'), `${JSON.stringify({ at: now(), ...refusal })}\n`)
  const gate: Gate = { world, identifier, admin: database.admin, now, settleMs, onRefusal }
  const listener = (port: number) =>
    startFront({
      port,
      certificate,
      upstream: database.socket,
      authenticate: login => authenticate(gate, login),
    })
  const listening = await listenNear(listener, firstPort === 0 ? 0 : firstPort + index).catch(async error => {
    await database.close()
    throw error
  })
  const front: DemoFront = {
    identifier,
    host: target.host,
    port: target.port,
    dialHost: '127.0.0.1',
    dialPort: listening.port,
  }
  return { front, close: () => closeBoth(listening, database) }
}

async function listenNear(listener: (port: number) => Promise<Front>, port: number): Promise<Front> {
  return listener(port).catch(error => {
    if (port !== 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return listener(0)
    throw error
  })
}

async function closeBoth(front: Front, database: DemoDatabase): Promise<void> {
  await front.close()
  await database.close()
}

/** Demo data of another release lies in another folder. */
function fingerprint(schema: DemoSchema): string {
  return createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 8)
}
