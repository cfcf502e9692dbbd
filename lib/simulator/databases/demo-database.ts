import { join } from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startPostgres } from '@/lib/embedded-postgres/start-postgres'
import type { DemoSchema } from './schemas/demo-schema'
import { rdsRoles } from './schemas/rds-roles'

/** RDS keeps this superuser for itself; nobody logs in as it. */
const RDS_SUPERUSER = 'rdsadmin'
export const SETTINGS = {
  max_connections: '100',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'fatal',
}
const READY = 'The demo data is complete.'

export interface DemoDatabase {
  /** The Unix socket itself. */
  socket: string
  server: DemoServer
  admin: pg.Pool
  close(): Promise<void>
}

export type DemoServer = Pick<EmbeddedPostgres, 'socketDir' | 'port' | 'user' | 'stop'>
export type StartServer = (wish: {
  dataDir: string
  superuser: string
  settings: Record<string, string>
}) => Promise<DemoServer>

/** The PostgreSQL that npm brought. */
export const npmServer: StartServer = wish => startPostgres({ ...wish, fsync: false })

/** A PostgreSQL of its own for one target: roles belong to a whole server, and targets must not share them. */
export async function openDemoDatabase(
  dataDir: string,
  schema: DemoSchema,
  start: StartServer = npmServer,
): Promise<DemoDatabase> {
  const server = await start({ dataDir, superuser: RDS_SUPERUSER, settings: SETTINGS })
  const admin = new pg.Pool({ ...address(server), database: 'postgres', max: 4 })
  admin.on('error', () => {}) // replaced by the next query
  try {
    await fill(server, admin, schema)
  } catch (error) {
    await server.stop()
    throw error
  }
  const close = async () => {
    await admin.end()
    await server.stop()
  }
  return { socket: join(server.socketDir, `.s.PGSQL.${server.port}`), server, admin, close }
}

function address({ socketDir, port, user }: DemoServer) {
  return { host: socketDir, port, user }
}

/** The comment comes last, so a database that was killed half-way is made again. */
async function fill(
  server: DemoServer,
  admin: pg.Pool,
  { database, roles, contents }: DemoSchema,
): Promise<void> {
  const { rows } = await admin.query<{ comment: string | null }>(
    "select shobj_description(oid, 'pg_database') as comment from pg_database where datname = $1",
    [database],
  )
  if (rows[0]?.comment === READY) return
  const { rowCount: known } = await admin.query("select from pg_roles where rolname = 'rds_iam'")
  if (!known) await admin.query(rdsRoles + roles)
  await admin.query(`drop database if exists ${database}`)
  await admin.query(`create database ${database}`)
  const client = new pg.Client({ ...address(server), database })
  await client.connect()
  await client.query(contents).finally(() => client.end())
  await admin.query(`comment on database ${database} is '${READY}'`)
}
