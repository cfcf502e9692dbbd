import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Login } from '@/lib/databases/connection'
import { startDebianPostgres } from '@/lib/databases/postgres/testing/start-debian-postgres'
import { startPostgres } from '@/lib/embedded-postgres/start-postgres'
import { createDemoAuthority } from '@/lib/simulator/databases/certificates'
import type { Front } from '@/lib/simulator/databases/front/accept-clients'
import { startFront } from '@/lib/simulator/databases/front/start-front'
import { rdsRoles } from '@/lib/simulator/databases/schemas/rds-roles'

const HOST = 'users.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'

/** As RDS lets a master user make one: no superuser, and no more passed on than it was given. */
const ADMINISTRATOR = `
create role gatehouse_ops login createrole in role pg_signal_backend;
grant rds_iam to gatehouse_ops with admin option;`

interface OpenPostgres {
  /** As Gatehouse's administrator. */
  login: Login
  /** As nobody can be in RDS: to make what a test needs, and to see what is true. */
  truth(database?: string): Promise<pg.Client>
}

interface Server {
  socketDir: string
  port: number
  user: string
  stop(): Promise<void>
}

async function start(bin: string | null, folder: string): Promise<Server> {
  if (bin === null)
    return startPostgres({ dataDir: join(folder, 'data'), fsync: false, superuser: 'rdsadmin' })
  const { host, stop } = await startDebianPostgres(bin)
  return { socketDir: host, port: 5432, user: 'rdsadmin', stop }
}

/**
 * For the tests of one file: a real PostgreSQL behind a TLS front that takes any token, with these databases.
 * @param bin where another version lies than the one that npm installed
 */
export function openPostgres(contents: Record<string, string>, bin: string | null = null): OpenPostgres {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-users-'))
  let server: Server
  let front: Front
  const clients: pg.Client[] = []
  const truth = async (database = 'postgres') => {
    const client = new pg.Client({
      host: server.socketDir,
      port: server.port,
      user: server.user,
      database,
    })
    await client.connect()
    clients.push(client)
    return client
  }
  beforeAll(async () => {
    server = await start(bin, folder)
    const admin = await truth()
    await admin.query(rdsRoles + ADMINISTRATOR)
    for (const [database, sql] of Object.entries(contents)) {
      await admin.query(`create database ${database} owner gatehouse_ops`)
      await (await truth(database)).query(sql)
    }
    const authority = await createDemoAuthority()
    const caFile = join(folder, 'ca.pem')
    writeFileSync(caFile, authority.certificate)
    front = await startFront({
      port: 0,
      certificate: await authority.issueFor([HOST]),
      upstream: async () => join(server.socketDir, `.s.PGSQL.${server.port}`),
      authenticate: async () => null,
    })
    Object.assign(process.env, {
      GATEHOUSE_CA_FILE: caFile,
      GATEHOUSE_DATA_DIR: folder,
      GATEHOUSE_TUNNELS: `${HOST}:5432=127.0.0.1:${front.port}`,
    })
  })
  afterAll(async () => {
    for (const client of clients) await client.end()
    await front.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    login: {
      endpoint: { host: HOST, port: 5432 },
      databaseUser: 'gatehouse_ops',
      databaseName: 'postgres',
      credential: { kind: 'token', secret: `${HOST}:5432/?Action=connect&${'x'.repeat(900)}` },
    },
    truth,
  }
}
