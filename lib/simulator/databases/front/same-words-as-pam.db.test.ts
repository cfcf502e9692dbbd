import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placeFor } from '@/lib/embedded-postgres/place-for.js'
import { identityFor } from '@/lib/embedded-postgres/run-as.js'
import { findDebianPostgres } from '@/lib/launch/find-debian-postgres.js'
import { freePort } from '@/lib/launch/free-port.js'
import { RdsBuilder } from '@/lib/simulator/world/rds-builder'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import { emptyWorld } from '@/lib/simulator/world/world'
import { authenticate } from '../authenticate'
import { createDemoAuthority } from '../certificates'
import type { DemoServer } from '../demo-database'
import { rdsRoles } from '../schemas/rds-roles'
import { debianServer } from '../start-debian-server'
import type { Front } from './accept-clients'
import { startFront } from './start-front'

/** As far as RDS's own file is known. A service that has no file is judged by Debian's /etc/pam.d/other: it refuses. */
const ACCESS = `local all all trust
hostssl all rdsadmin all reject
hostssl all +rds_iam all pam pamservice=gatehouse-has-no-such-service
hostssl all all all scram-sha-256
`

const programs = findDebianPostgres()
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-pam-'))
const world = emptyWorld(ACCOUNT)
const target = new RdsBuilder(world, 'us-east-1').instance({
  identifier: 'orders-prod',
  resourceId: 'db-ORDERS',
  engine: 'postgres',
  settings: { engineVersion: '15.8', iamAuth: true },
})

let server: DemoServer
let admin: pg.Pool
let front: Front
let realPort: number

/** One server, two doors: its own, with PAM, and the simulator's front. */
async function openBothDoors(bin: string) {
  chmodSync(folder, 0o711)
  const dataDir = join(folder, 'data')
  const identity = identityFor(placeFor(dataDir))
  const authority = await createDemoAuthority()
  const { certificate, key } = await authority.issuePemFor([target.address])
  const keep = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text, { mode: 0o600 })
    if (identity) chownSync(file, identity.uid, identity.gid)
    return file
  }
  realPort = await freePort(0)
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(realPort),
    password_encryption: 'scram-sha-256',
    ssl: 'on',
    ssl_cert_file: keep('certificate.pem', certificate),
    ssl_key_file: keep('key.pem', key),
  }
  server = await debianServer(bin, ACCESS)({ dataDir, superuser: 'rdsadmin', settings })
  const { socketDir, port, user } = server
  admin = new pg.Pool({ host: socketDir, port, user, database: 'postgres', max: 2 })
  await admin.query(`${rdsRoles}
    create role team nologin in role rds_iam;
    create role app login in role rds_iam; create role nested login in role team;
    create role legacy login password 'legacy-demo';`)
  const gate = { world, identifier: 'orders-prod', now: () => new Date(), settleMs: 0, onRefusal: () => {} }
  front = await startFront({
    port: 0,
    upstream: async () => join(socketDir, `.s.PGSQL.${port}`),
    certificate: await authority.issueFor([target.address]),
    authenticate: login => authenticate(gate, admin, login),
  })
}

async function refusalAt(port: number, change: pg.ClientConfig): Promise<unknown> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    database: 'postgres',
    password: 'not a token',
    ssl: { rejectUnauthorized: false },
    ...change,
  })
  client.on('error', () => {})
  return client.connect().then(
    () => client.end().then(() => 'let in'),
    ({ code, severity, message }) => ({ code, severity, message }),
  )
}

describe.skipIf(!programs)('what the front says is what PostgreSQL with PAM says', () => {
  beforeAll(() => openBothDoors(programs ?? ''))
  afterAll(async () => {
    await front?.close()
    await admin?.end()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it.each<[string, pg.ClientConfig, string]>([
    ['a token that is none', { user: 'app' }, 'PAM authentication failed for user "app"'],
    ['an empty one', { user: 'app', password: '' }, 'empty password returned by client'],
    [
      'a user that holds rds_iam through a role',
      { user: 'nested' },
      'PAM authentication failed for user "nested"',
    ],
    ['a wrong password', { user: 'legacy' }, 'password authentication failed for user "legacy"'],
    ['a user that is not there', { user: 'nobody' }, 'password authentication failed for user "nobody"'],
    [
      'rdsadmin',
      { user: 'rdsadmin' },
      'pg_hba.conf rejects connection for host "127.0.0.1", user "rdsadmin"',
    ],
    ['no TLS', { user: 'app', ssl: false }, 'database "postgres", no encryption'],
    [
      'replication',
      { user: 'app', replication: 'true' } as pg.ClientConfig,
      'replication connection from host',
    ],
  ])('to %s', async (_, change, words) => {
    const real = await refusalAt(realPort, change)
    expect(real).toMatchObject({ severity: 'FATAL', message: expect.stringContaining(words) })
    expect(await refusalAt(front.port, change)).toEqual(real)
  })

  it('and both let in who has the password', async () => {
    const legacy = { user: 'legacy', password: 'legacy-demo' }
    expect(await refusalAt(realPort, legacy)).toBe('let in')
    expect(await refusalAt(front.port, legacy)).toBe('let in')
  })
})
