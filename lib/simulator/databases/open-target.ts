import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { authenticate } from './authenticate'
import { authenticateMysql } from './authenticate-mysql'
import type { DemoAuthority } from './certificates'
import { openDemoDatabase } from './demo-database'
import type { Front } from './front/accept-clients'
import { startFront } from './front/start-front'
import { openDemoMariadb } from './mariadb/demo-mariadb'
import { findMariadb } from './mariadb/find-mariadb.js'
import { FRONT_PASSWORD, keepCatalogTrue } from './mariadb/iam-rows'
import type { MariadbSchema } from './mariadb/mariadb-schema'
import { type Engine, startMySqlFront } from './mysql-front/start-mysql-front'
import type { Gate } from './refuse-token'
import type { DemoSchema } from './schemas/demo-schema'
import { findTarget, type TargetNow } from './target-now'

interface Place {
  gate: Gate
  target: TargetNow
  authority: DemoAuthority
  dataDir: string
}

interface Opened {
  listen(port: number): Promise<Front>
  close(): Promise<void>
}

/** Opens what stands behind the endpoint of one target. */
export type Open = (place: Place) => Promise<Opened>

export function postgres(schema: DemoSchema): Open {
  return async ({ gate, target, authority, dataDir }) => {
    const certificate = await authority.issueFor(target.hosts)
    const database = await openDemoDatabase(folderOf(dataDir, target, schema), schema)
    const { socket: upstream, admin, close } = database
    const listen = (port: number) =>
      startFront({ port, certificate, upstream, authenticate: login => authenticate(gate, admin, login) })
    return { listen, close }
  }
}

/** Behind a MySQL target stands a MariaDB as well: no package of this machine carries a current MySQL. */
export function mysql(schema: MariadbSchema): Open {
  return async ({ gate, target, authority, dataDir }) => {
    const certificate = await authority.issueFor(target.hosts)
    const programs = findMariadb()
    const database =
      programs &&
      (await openDemoMariadb({
        programs,
        schema,
        dataDir: folderOf(dataDir, target, schema),
        tls: await authority.issuePemFor(target.hosts),
        master: { user: target.masterUser, password: `${target.identifier}-master-demo` },
      }))
    const hasPlugin = () =>
      findTarget(gate.world, gate.identifier, gate.now(), gate.settleMs)?.iamAuth ?? false
    const engine: Engine | null = database && {
      socket: database.socket,
      password: FRONT_PASSWORD,
      catalog: keepCatalogTrue(database.admin, hasPlugin),
    }
    const gates = authenticateMysql(gate, database?.admin ?? null)
    const version = target.engineVersion
    const listen = (port: number) => startMySqlFront({ port, certificate, engine, version, ...gates })
    return { listen, close: async () => database?.close() }
  }
}

/** Demo data of another release lies in another folder. */
function folderOf(dataDir: string, { identifier }: TargetNow, schema: object): string {
  const fingerprint = createHash('sha256').update(JSON.stringify(schema)).digest('hex').slice(0, 8)
  return join(dataDir, `${identifier}-${fingerprint}`)
}
