import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { findDebianPostgres } from '@/lib/launch/find-debian-postgres.js'
import { authenticate } from './authenticate'
import { authenticateMysql } from './authenticate-mysql'
import type { DemoAuthority } from './certificates'
import { npmServer, openDemoDatabase } from './demo-database'
import type { Front } from './front/accept-clients'
import { startFront } from './front/start-front'
import { openDemoMariadb } from './mariadb/demo-mariadb'
import { findMariadb } from './mariadb/find-mariadb.js'
import { FRONT_PASSWORD, keepCatalogTrue } from './mariadb/iam-rows'
import type { MariadbSchema } from './mariadb/mariadb-schema'
import { type Engine, startMySqlFront } from './mysql-front/start-mysql-front'
import { onFirstUse } from './on-first-use'
import { openStandby } from './open-standby'
import type { Gate } from './refuse-token'
import type { DemoSchema } from './schemas/demo-schema'
import { debianServer } from './start-debian-server'
import type { StatementWatch } from './statement-watch'
import { findTarget, type TargetNow } from './target-now'

interface Place {
  gate: Gate
  target: TargetNow
  authority: DemoAuthority
  dataDir: string
  watch?: () => StatementWatch
}

/** What stands behind the endpoint of one target. */
export interface Behind {
  /** Starts it now; else its first visitor does. */
  open(): Promise<unknown>
  /** Asked by nearly everybody: a folder that is in use must show at the start. */
  atOnce: boolean
  /** What really stands there. */
  engine: string
  listen(port: number): Promise<Front>
  /** Before a server of its own that refuses to write; absent: its reader endpoints do not answer. */
  listenAsReader?: (port: number) => Promise<Front>
  close(): Promise<void>
}

export type BehindTarget = (place: Place) => Promise<Behind>

/** `older`: on the older of two PostgreSQL versions, where this machine has two. */
export function postgres(schema: DemoSchema, { atOnce = false, older = false } = {}): BehindTarget {
  const programs = older ? findDebianPostgres() : null
  const server = programs ? debianServer(programs) : npmServer
  return async ({ gate, target, authority, dataDir, watch }) => {
    const certificate = await authority.issueFor(target.hosts)
    const database = onFirstUse(() =>
      openDemoDatabase(folderOf(dataDir, target, { schema, programs }), schema, server),
    )
    const front = (port: number, upstream: () => Promise<string>) =>
      startFront({
        port,
        certificate,
        upstream,
        ...(watch && { watch }),
        authenticate: async login => authenticate(gate, (await database.get()).admin, login),
      })
    const writer = {
      atOnce,
      engine: programs ? `PostgreSQL of ${programs}` : 'PostgreSQL of npm',
      open: database.get,
      listen: (port: number) => front(port, async () => (await database.get()).socket),
      close: database.close,
    }
    if (!programs || target.readerHosts.length === 0) return writer
    const standby = onFirstUse(async () =>
      openStandby(programs, folderOf(dataDir, target, { reader: programs }), await database.get()),
    )
    return {
      ...writer,
      listenAsReader: port => front(port, async () => (await standby.get()).socket),
      async close() {
        await standby.close()
        await database.close()
      },
    }
  }
}

/** Behind a MySQL target stands a MariaDB as well: no package of this machine carries a current MySQL. */
export function mysql(schema: MariadbSchema): BehindTarget {
  return async ({ gate, target, authority, dataDir, watch }) => {
    const certificate = await authority.issueFor(target.hosts)
    const programs = findMariadb()
    const hasPlugin = () =>
      findTarget(gate.world, gate.identifier, gate.now(), gate.settleMs)?.iamAuth ?? false
    const database = onFirstUse(async () => {
      if (!programs) return { engine: null, admin: null, close: async () => {} }
      const { socket, admin, close } = await openDemoMariadb({
        programs,
        schema,
        dataDir: folderOf(dataDir, target, schema),
        tls: await authority.issuePemFor(target.hosts),
        master: { user: target.masterUser, password: `${target.identifier}-master-demo` },
      })
      const engine: Engine = { socket, password: FRONT_PASSWORD, catalog: keepCatalogTrue(admin, hasPlugin) }
      return { engine, admin, close }
    })
    const listen = (port: number) =>
      startMySqlFront({
        port,
        certificate,
        version: target.engineVersion,
        ...(watch && { watch }),
        engine: async () => (await database.get()).engine,
        ...authenticateMysql(gate, async () => (await database.get()).admin),
      })
    const engine = programs
      ? 'MariaDB'
      : 'no MariaDB on this machine: tokens are checked, and nothing is behind'
    return { atOnce: false, engine, open: database.get, listen, close: database.close }
  }
}

/** Demo data of another release lies in another folder. */
function folderOf(dataDir: string, { identifier }: TargetNow, schema: object): string {
  const fingerprint = createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 8)
  return join(dataDir, `${identifier}-${fingerprint}`)
}
