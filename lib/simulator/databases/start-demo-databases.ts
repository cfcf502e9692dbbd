import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Faults } from '@/lib/simulator/aws/faults'
import type { World } from '@/lib/simulator/world/world'
import { createDemoAuthority, type DemoAuthority } from './certificates'
import type { Front } from './front/accept-clients'
import { LIVE } from './live-targets'
import type { BehindTarget } from './open-target'
import type { Gate } from './refuse-token'
import { faultsAround } from './statement-watch'
import { findTarget } from './target-now'

export interface DemoFront {
  identifier: string
  /** What really stands behind it. */
  engine: string
  /** As AWS names the endpoint; tokens are signed for these. */
  host: string
  port: number
  /** Where it is reached in truth. */
  dialHost: '127.0.0.1'
  dialPort: number
}

/** As `GATEHOUSE_TUNNELS` takes them: each endpoint by its own name. */
export const tunnelsOf = (fronts: readonly DemoFront[]) =>
  fronts.map(({ host, port, dialHost, dialPort }) => `${host}:${port}=${dialHost}:${dialPort}`).join(',')

export interface DemoDatabases {
  caFile: string
  fronts: DemoFront[]
  close(): Promise<void>
}

export interface DemoDatabasesOptions {
  world: World
  dataDir: string
  now: () => Date
  /** What is held or lost between a client and its database. */
  faults?: Faults
  /** How long each stage of a modify lasts; the same as the simulated account's. */
  settleMs?: number
  /** The first front listens here and the next on the port after it, where they are free. 0: any free ones. */
  firstPort?: number
  /** Started now; each of the others starts for its first visitor. */
  open?: readonly string[] | 'all'
  /** These alone, and now; else every target of the account whose endpoint can answer. */
  only?: readonly string[]
}

/** Their ports come after those of all writers. */
const READERS = 20

export async function startDemoDatabases(options: DemoDatabasesOptions): Promise<DemoDatabases> {
  const { dataDir, only } = options
  mkdirSync(dataDir, { recursive: true })
  const authority = await createDemoAuthority()
  const caFile = join(dataDir, 'demo-database-ca.pem')
  writeFileSync(caFile, authority.certificate)
  const wanted = Object.entries(LIVE).filter(([identifier]) => !only || only.includes(identifier))
  const started = await Promise.allSettled(
    wanted.map(([identifier, behind], index) => startOne(options, authority, identifier, behind, index)),
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
  return { caFile, fronts: running.flatMap(one => one.fronts), close }
}

async function startOne(
  {
    world,
    dataDir,
    now,
    faults,
    settleMs = 6_000,
    firstPort = 0,
    only,
    open = only ?? [],
  }: DemoDatabasesOptions,
  authority: DemoAuthority,
  identifier: string,
  behind: BehindTarget,
  index: number,
) {
  const target = findTarget(world, identifier, now(), settleMs)
  if (!target) return null
  const onRefusal: Gate['onRefusal'] = refusal =>
    appendFileSync(join(dataDir, 'iam-db-auth-error.log'), `${JSON.stringify({ at: now(), ...refusal })}\n`)
  const gate: Gate = { world, identifier, now, settleMs, onRefusal }
  const database = await behind({
    gate,
    target,
    authority,
    dataDir,
    ...(faults && { watch: faultsAround(faults, identifier) }),
  })
  if (database.atOnce || open === 'all' || open.includes(identifier)) await database.open()
  const port = (offset: number) => (firstPort === 0 ? 0 : firstPort + offset)
  const listening: Front[] = []
  const close = async () => {
    await Promise.all(listening.map(one => one.close()))
    await database.close()
  }
  const doors = (hosts: string[], dialPort: number, engine: string): DemoFront[] =>
    hosts.map(host => ({
      identifier,
      engine,
      host,
      port: target.port,
      dialHost: '127.0.0.1',
      dialPort,
    }))
  try {
    const writer = await listenNear(database.listen, port(index))
    listening.push(writer)
    if (!database.listenAsReader) return { fronts: doors(target.hosts, writer.port, database.engine), close }
    const atWriter = target.hosts.filter(host => !target.readerHosts.includes(host))
    const fronts = doors(atWriter, writer.port, database.engine)
    const reader = await listenNear(database.listenAsReader, port(index + READERS))
    listening.push(reader)
    return {
      fronts: [...fronts, ...doors(target.readerHosts, reader.port, `standby of it, ${database.engine}`)],
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function listenNear(listener: (port: number) => Promise<Front>, port: number): Promise<Front> {
  return listener(port).catch(error => {
    if (port !== 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE') return listener(0)
    throw error
  })
}
