import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Signer } from '@aws-sdk/rds-signer'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findDebianPostgres } from '@/lib/launch/find-debian-postgres.js'
import { openSession } from '@/lib/simulator/aws/open-session'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { RdsBuilder } from '@/lib/simulator/world/rds-builder'
import {
  ACCOUNT,
  connect,
  connectArn,
  denyConnect,
  policy,
  serviceTrust,
} from '@/lib/simulator/world/statements'
import { emptyWorld, type Session } from '@/lib/simulator/world/world'
import { type DemoDatabases, startDemoDatabases } from './start-demo-databases'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
const world = emptyWorld(ACCOUNT)
const region = new RdsBuilder(world, 'us-east-1')
const target = region.instance({
  identifier: 'orders-prod',
  resourceId: 'db-ORDERS',
  engine: 'postgres',
  settings: { engineVersion: '16.4', iamAuth: true },
})
const other = region.instance({
  identifier: 'inventory-staging',
  resourceId: 'db-STOCK',
  engine: 'postgres',
  settings: { engineVersion: '16.4', iamAuth: true },
})
const older = region.cluster({
  identifier: 'analytics-dw',
  resourceId: 'cluster-DW',
  engine: 'aurora-postgresql',
  settings: { engineVersion: '15.8', iamAuth: true },
})
const roles = new WorldBuilder(world)
roles.role('engineer', {
  trust: serviceTrust('ec2.amazonaws.com'),
  inline: {
    access: policy(
      connect('Orders', connectArn('db-ORDERS', '*')),
      connect('Stock', connectArn('db-STOCK', 'stock_ro')),
      connect('Warehouse', connectArn('cluster-DW', 'bi_reader')),
      denyConnect('NotTheAdministrator', connectArn('db-ORDERS', 'dba_admin')),
    ),
  },
})

let now = new Date()
let session: Session
let demo: DemoDatabases

beforeAll(async () => {
  chmodSync(folder, 0o711)
  demo = await startDemoDatabases({ world, dataDir: folder, now: () => now })
})
afterAll(async () => {
  await demo?.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  now = new Date()
  target.settings.iamAuth = true
  session = startSession()
})

function startSession(sessionPolicies: string[] = []): Session {
  const roleArn = roles.arn('role', '/', 'engineer')
  return openSession(
    world,
    { principalArn: roleArn, name: 'test', seconds: 3600, sessionPolicies, tags: [] },
    now,
  )
}

function token(
  username = 'app_readonly',
  change: { host?: string; port?: number; region?: string; by?: Session } = {},
) {
  const { accessKeyId, secret, token: sessionToken } = change.by ?? session
  return new Signer({
    hostname: change.host ?? target.address,
    port: change.port ?? target.port,
    region: change.region ?? 'us-east-1',
    username,
    credentials: { accessKeyId, secretAccessKey: secret, sessionToken },
  }).getAuthToken()
}

function front(identifier = 'orders-prod') {
  const found = demo.fronts.find(one => one.identifier === identifier)
  if (!found) throw new Error(`${identifier} has no front`)
  return found
}

function client(user: string, password: string, change: pg.ClientConfig = {}) {
  const { host, dialHost, dialPort } = front()
  const ssl = { ca: readFileSync(demo.caFile, 'utf8'), servername: host }
  return new pg.Client({ host: dialHost, port: dialPort, database: 'orders', user, password, ssl, ...change })
}

async function ask(
  user: string,
  password: string,
  sql = 'select current_user',
  change: pg.ClientConfig = {},
) {
  const connection = client(user, password, change)
  connection.on('error', () => {})
  await connection.connect()
  return (await connection.query(sql).finally(() => connection.end())).rows
}

const refused = (code: string, message: string) => ({ code, severity: 'FATAL', message })
const pamRefused = (user = 'app_readonly') => refused('28000', `PAM authentication failed for user "${user}"`)

describe('a token made by the SDK', () => {
  it('opens a session as its database user, and that user’s grants hold inside', async () => {
    expect(await ask('app_readonly', await token())).toEqual([{ current_user: 'app_readonly' }])
    const rows = await ask('app_readonly', await token(), 'select count(*)::int as orders from orders')
    expect(rows).toEqual([{ orders: 3000 }])
    await expect(ask('metrics', await token('metrics'), 'select from orders')).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('works for users that hold rds_iam through another role', async () => {
    expect(await ask('dev_ana', await token('dev_ana'))).toEqual([{ current_user: 'dev_ana' }])
    expect(await ask('support_ro', await token('support_ro'))).toEqual([{ current_user: 'support_ro' }])
  })

  it('is refused when it is fifteen minutes old, and when it comes from the future', async () => {
    const fresh = await token()
    now = new Date(now.getTime() + 901_000)
    await expect(ask('app_readonly', fresh)).rejects.toMatchObject(pamRefused())
    now = new Date(now.getTime() - 901_000 - 400_000)
    await expect(ask('app_readonly', fresh)).rejects.toMatchObject(pamRefused())
  })

  it('is refused when the session that signed it has ended', async () => {
    const fresh = await token()
    session.expiresAt = now
    await expect(ask('app_readonly', fresh)).rejects.toMatchObject(pamRefused())
  })

  it.each([
    [
      'its signature changed',
      (text: string) =>
        text.replace(/Signature=./, found => (found.endsWith('0') ? 'Signature=1' : 'Signature=0')),
    ],
    ['its life made longer', (text: string) => text.replace('X-Amz-Expires=900', 'X-Amz-Expires=9000')],
    ['its life made shorter', (text: string) => text.replace('X-Amz-Expires=900', 'X-Amz-Expires=800')],
    ['its user changed', (text: string) => text.replace('DBUser=metrics', 'DBUser=app_readonly')],
    ['its session token cut off', (text: string) => text.replace(/&X-Amz-Security-Token=[^&]*/, '')],
    ['a line break at the end', (text: string) => `${text}\n`],
    ['a second DBUser', (text: string) => `${text}&DBUser=app_readonly`],
    ['a broken escape', (text: string) => `${text}%zz`],
    ['only half of it', (text: string) => text.slice(0, text.length / 2)],
  ])('is refused with %s', async (_, alter) => {
    const original = await token(alter.toString().includes('metrics') ? 'metrics' : 'app_readonly')
    const altered = alter(original)
    expect(altered).not.toBe(original)
    await expect(ask('app_readonly', altered)).rejects.toMatchObject(pamRefused())
  })

  it('is refused for another user, host, port or region than the one it was signed for', async () => {
    const wrong = [
      token('app_readwrite'),
      token('APP_READONLY'),
      token('app_readonly', { host: other.address }),
      token('app_readonly', { host: target.address.toUpperCase() }),
      token('app_readonly', { port: front().dialPort }),
      token('app_readonly', { region: 'us-west-2' }),
    ]
    for (const password of wrong) {
      await expect(ask('app_readonly', await password)).rejects.toMatchObject(pamRefused())
    }
  })

  it('is refused when policies deny it, do not allow it, or a session policy leaves it out', async () => {
    await expect(ask('dba_admin', await token('dba_admin'))).rejects.toMatchObject(pamRefused('dba_admin'))
    const { host, dialPort } = front('inventory-staging')
    const stock = {
      port: dialPort,
      database: 'inventory',
      ssl: { ca: readFileSync(demo.caFile, 'utf8'), servername: host },
    }
    const signed = { host: other.address }
    expect(await ask('stock_ro', await token('stock_ro', signed), undefined, stock)).toHaveLength(1)
    await expect(ask('stock_rw', await token('stock_rw', signed), undefined, stock)).rejects.toMatchObject(
      pamRefused('stock_rw'),
    )
    const narrow = startSession([
      JSON.stringify(policy(connect('Metrics', connectArn('db-ORDERS', 'metrics')))),
    ])
    await expect(ask('app_readonly', await token('app_readonly', { by: narrow }))).rejects.toMatchObject(
      pamRefused(),
    )
    expect(await ask('metrics', await token('metrics', { by: narrow }))).toEqual([
      { current_user: 'metrics' },
    ])
  })

  it('is only a wrong password while the switch is off, and for users outside rds_iam', async () => {
    const wrongPassword = (user: string) =>
      refused('28P01', `password authentication failed for user "${user}"`)
    await expect(ask('legacy_api', await token('legacy_api'))).rejects.toMatchObject(
      wrongPassword('legacy_api'),
    )
    await expect(ask('no_such_user', await token('no_such_user'))).rejects.toMatchObject(
      wrongPassword('no_such_user'),
    )
    target.settings.iamAuth = false
    await expect(ask('app_readonly', await token())).rejects.toMatchObject(wrongPassword('app_readonly'))
  })

  it('never reaches the log of refusals', async () => {
    await expect(ask('dba_admin', await token('dba_admin'))).rejects.toThrow('PAM')
    const log = readFileSync(join(folder, 'iam-db-auth-error.log'), 'utf8')
    expect(log).toContain('"user":"dba_admin","reason":"notAuthorized"')
    expect(log).not.toMatch(/X-Amz|Action=|[0-9a-f]{64}/)
  })
})

describe('passwords', () => {
  it('work for users outside rds_iam, and never for those inside', async () => {
    expect(await ask('legacy_api', 'legacy-api-demo')).toEqual([{ current_user: 'legacy_api' }])
    await expect(ask('legacy_api', 'wrong')).rejects.toMatchObject({ code: '28P01' })
    await expect(ask('app_readonly', 'wrong')).rejects.toMatchObject(pamRefused())
  })
})

describe('the way in', () => {
  it('is closed without TLS, to rdsadmin, and to replication', async () => {
    const entry = 'for host "127.0.0.1", user'
    await expect(ask('app_readonly', await token(), undefined, { ssl: false })).rejects.toMatchObject(
      refused('28000', `no pg_hba.conf entry ${entry} "app_readonly", database "orders", no encryption`),
    )
    await expect(ask('rdsadmin', 'x')).rejects.toMatchObject(
      refused(
        '28000',
        `pg_hba.conf rejects connection ${entry} "rdsadmin", database "orders", SSL encryption`,
      ),
    )
    const replicating = { replication: 'database' } as pg.ClientConfig
    await expect(ask('app_readonly', await token(), undefined, replicating)).rejects.toMatchObject({
      code: '28000',
    })
  })

  it('shows a certificate for its own name, from the demo root only', async () => {
    const ca = readFileSync(demo.caFile, 'utf8')
    const password = await token()
    await expect(
      ask('app_readonly', password, undefined, { ssl: { ca, servername: other.address } }),
    ).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    await expect(
      ask('app_readonly', password, undefined, { ssl: { servername: target.address } }),
    ).rejects.toThrow(/certificate/)
  })

  it('takes twenty at once', async () => {
    const password = await token()
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('app_readonly', password)))
    expect(answers.flat().every(row => row.current_user === 'app_readonly')).toBe(true)
  })
})

describe('a cancel request', () => {
  it('reaches the query it was sent for, and no other', async () => {
    const running = client('app_readonly', await token()) as pg.Client & {
      processID: number
      secretKey: number
    }
    await running.connect()
    const cancel = (secret: number) => {
      const packet = Buffer.alloc(16)
      const words = [16, 80877102, running.processID, secret]
      for (const [index, word] of words.entries()) packet.writeInt32BE(word, index * 4)
      return new Promise<void>(resolve => {
        const socket = connectSocket(front().dialPort, '127.0.0.1').on('close', () => resolve())
        socket.resume().end(packet)
      })
    }
    const slept = running.query('select pg_sleep(60)').catch(error => error)
    await cancel(running.secretKey ^ 1)
    await cancel(running.secretKey)
    expect(await slept).toMatchObject({ code: '57014', message: 'canceling statement due to user request' })
    expect((await running.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await running.end()
  })
})

describe('psql', () => {
  const run = promisify(execFile)
  const psql = async (user: string, password: string, host = target.address, sql = 'select current_user') => {
    const { dialPort } = front()
    const connection = `host=${host} hostaddr=127.0.0.1 port=${dialPort} dbname=orders user=${user} sslmode=verify-full sslrootcert=${demo.caFile}`
    const env = { ...process.env, PGPASSWORD: password }
    return run('psql', ['-X', '-At', '-c', sql, connection], { env }).then(
      ({ stdout }) => stdout.trim(),
      error => String(error.stderr).trim(),
    )
  }

  it('logs in with verify-full', async () => {
    expect(await psql('app_readonly', await token())).toBe('app_readonly')
    expect(await psql('oncall_rw', await token('oncall_rw'))).toBe('oncall_rw')
  })

  it('prints RDS’s words when it is refused', async () => {
    expect(await psql('app_readonly', await token('metrics'))).toMatch(
      /FATAL: {2}PAM authentication failed for user "app_readonly"$/,
    )
    expect(await psql('app_readonly', await token(), 'wrong.example.com')).toContain(
      'does not match host name',
    )
  })
})

describe.skipIf(!findDebianPostgres())('a PostgreSQL of an older major version', () => {
  const dw = () => {
    const { host, dialPort } = front('analytics-dw')
    const ssl = { ca: readFileSync(demo.caFile, 'utf8'), servername: host }
    return { port: dialPort, database: 'dw', ssl }
  }

  it('lets in and refuses in the same words', async () => {
    const password = await token('bi_reader', { host: older.address })
    const [server] = await ask('bi_reader', password, 'show server_version_num', dw())
    expect(Number(server.server_version_num)).toBeLessThan(160_000)
    await expect(ask('bi_reader', await token('bi_reader'), undefined, dw())).rejects.toMatchObject(
      pamRefused('bi_reader'),
    )
    await expect(ask('etl_loader', password, undefined, dw())).rejects.toMatchObject(pamRefused('etl_loader'))
    expect(
      await ask('looker', 'looker-demo', 'select count(*)::int as days from marts.daily_orders', dw()),
    ).toEqual([{ days: 400 }])
  })

  it('takes tokens of its reader endpoint, behind which a standby follows and refuses to write', async () => {
    const reader = demo.fronts.find(({ host }) => host === older.readerAddress)
    const behind = {
      ...dw(),
      port: reader?.dialPort ?? 0,
      ssl: { ...dw().ssl, servername: older.readerAddress },
    }
    const password = await token('bi_reader', { host: older.readerAddress })
    expect(await ask('bi_reader', password, 'select pg_is_in_recovery() as reads', behind)).toEqual([
      { reads: true },
    ])
    const master = ['postgres', 'analytics-master-demo'] as const
    await expect(ask(...master, 'create role late', behind)).rejects.toMatchObject({ code: '25006' })
    await ask(...master, "create role late; comment on role late is 'made at the writer'", dw())
    const follows = async () =>
      (await ask(...master, "select from pg_roles where rolname = 'late'", behind)).length
    await expect.poll(follows, { timeout: 20_000 }).toBe(1)
  })
})
