import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Signer } from '@aws-sdk/rds-signer'
import { type ConnectionOptions, createConnection, type RowDataPacket } from 'mysql2/promise'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { Faults } from '@/lib/simulator/aws/faults'
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
import { findMariadb } from './mariadb/find-mariadb.js'
import { type DemoDatabases, startDemoDatabases } from './start-demo-databases'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-demo-'))
const world = emptyWorld(ACCOUNT)
const region = new RdsBuilder(world, 'us-east-1')
const target = region.instance({
  identifier: 'catalog-prod',
  resourceId: 'db-CATALOG',
  engine: 'mariadb',
  settings: { engineVersion: '10.11.9', iamAuth: true },
})
const roles = new WorldBuilder(world)
roles.role('engineer', {
  trust: serviceTrust('ec2.amazonaws.com'),
  inline: {
    access: policy(
      connect('Catalog', connectArn('db-CATALOG', '*')),
      denyConnect('NotToWrite', connectArn('db-CATALOG', 'catalog_rw')),
    ),
  },
})

const faults = new Faults()

let now = new Date()
let session: Session
let demo: DemoDatabases

beforeAll(async () => {
  chmodSync(folder, 0o711)
  const only = ['catalog-prod']
  demo = await startDemoDatabases({ world, dataDir: folder, now: () => now, faults, only })
})
afterAll(async () => {
  await demo?.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  now = new Date()
  target.settings.iamAuth = true
  region.region.parameterGroups.clear()
  const roleArn = roles.arn('role', '/', 'engineer')
  session = openSession(
    world,
    { principalArn: roleArn, name: 'test', seconds: 3600, sessionPolicies: [], tags: [] },
    now,
  )
})

function token(username = 'catalog_ro', change: { host?: string; port?: number } = {}) {
  const { accessKeyId, secret, token: sessionToken } = session
  return new Signer({
    hostname: change.host ?? target.address,
    port: change.port ?? target.port,
    region: 'us-east-1',
    username,
    credentials: { accessKeyId, secretAccessKey: secret, sessionToken },
  }).getAuthToken()
}

const front = () => {
  const [found] = demo.fronts
  if (!found) throw new Error('catalog-prod has no front')
  return found
}

/** As an application connects through a tunnel: dialled here, checked against the endpoint's own name. */
function options(user: string, password: string): ConnectionOptions {
  return {
    host: front().host,
    stream: () => connectSocket(front().dialPort, '127.0.0.1'),
    user,
    password,
    enableCleartextPlugin: true,
    ssl: { ca: readFileSync(demo.caFile, 'utf8'), verifyIdentity: true },
  }
}

async function ask(
  user: string,
  password: string,
  sql = 'select current_user() as me',
  change: ConnectionOptions = {},
) {
  const connection = await createConnection({ ...options(user, password), ...change })
  connection.on('error', () => {})
  const [rows] = await connection.query<RowDataPacket[]>(sql).finally(() => connection.end())
  return rows
}

const MASTER = ['admin', 'catalog-prod-master-demo'] as const
const asMaster = (sql: string) => ask(...MASTER, sql, { multipleStatements: true })
const privOf = async (user: string) => {
  const sql = `select Priv as priv from mysql.global_priv where User = '${user}'`
  const [row] = await ask(...MASTER, sql, { jsonStrings: true })
  return String(row?.priv)
}
const TRUE_ROW = '"plugin":"AWSAuthenticationPlugin","authentication_string":"RDS"'

const denied = (user = 'catalog_ro', using = 'YES') => ({
  errno: 1045,
  sqlState: '28000',
  sqlMessage: `Access denied for user '${user}'@'10.20.4.17' (using password: ${using})`,
})
const NOT_LOADED = { errno: 1524, sqlMessage: "Plugin 'AWSAuthenticationPlugin' is not loaded" }

describe.runIf(findMariadb())('MariaDB behind its front', () => {
  describe('a token made by the SDK', () => {
    it('opens a session as its database user, and that user’s grants hold inside', async () => {
      expect(await ask('catalog_ro', await token())).toEqual([{ me: 'catalog_ro@%' }])
      const inside = 'select count(*) as products from catalog.products'
      expect(await ask('catalog_ro', await token(), inside)).toEqual([{ products: 200 }])
      await expect(ask('catalog_ro', await token(), 'delete from catalog.products')).rejects.toMatchObject({
        errno: 1142,
      })
    })

    it('is refused old, altered, for another user or host, where policies deny it, and cut off', async () => {
      const fresh = await token()
      const wrong = [
        fresh.replace(/Signature=./, found => (found.endsWith('0') ? 'Signature=1' : 'Signature=0')),
        fresh.slice(0, fresh.length / 2),
        `${fresh}\n`,
        'x',
        await token('gatehouse_scan'),
        await token('catalog_ro', { host: 'other.us-east-1.rds.amazonaws.com' }),
        await token('catalog_ro', { port: front().dialPort }),
      ]
      for (const password of wrong) await expect(ask('catalog_ro', password)).rejects.toMatchObject(denied())
      await expect(ask('catalog_rw', await token('catalog_rw'))).rejects.toMatchObject(denied('catalog_rw'))
      now = new Date(now.getTime() + 901_000)
      await expect(ask('catalog_ro', fresh)).rejects.toMatchObject(denied())
    })

    it('is refused with the plugin’s own error while IAM authentication is off', async () => {
      target.settings.iamAuth = false
      await expect(ask('catalog_ro', await token())).rejects.toMatchObject(NOT_LOADED)
      const statement = "create user late@'%' identified with AWSAuthenticationPlugin as 'RDS'"
      await expect(asMaster(statement)).rejects.toMatchObject(NOT_LOADED)
    })

    it('is never asked for without TLS, and says so where the parameter group demands it', async () => {
      const plain = { ssl: undefined } as unknown as ConnectionOptions
      await expect(ask('catalog_ro', await token(), undefined, plain)).rejects.toMatchObject(denied())
      region.region.parameterGroups.set(target.parameterGroup, { require_secure_transport: '1' })
      await expect(ask(...MASTER, undefined, plain)).rejects.toMatchObject({ errno: 3159 })
    })

    it('never reaches the log of refusals', async () => {
      await expect(ask('catalog_rw', await token('catalog_rw'))).rejects.toThrow('Access denied')
      const log = readFileSync(join(folder, 'iam-db-auth-error.log'), 'utf8')
      expect(log).toContain('"user":"catalog_rw","reason":"notAuthorized"')
      expect(log).not.toMatch(/X-Amz|Action=|[0-9a-f]{64}/)
    })
  })

  describe('passwords', () => {
    it('work for users that have one, and never for those of the plugin', async () => {
      expect(await ask('legacy_feed', 'legacy-feed-demo')).toEqual([{ me: 'legacy_feed@%' }])
      await expect(ask('legacy_feed', 'wrong')).rejects.toMatchObject(denied('legacy_feed'))
      await expect(ask('no_such_user', 'x')).rejects.toMatchObject(denied('no_such_user'))
      await expect(ask('rdsadmin', '')).rejects.toMatchObject(denied('rdsadmin', 'NO'))
    })

    it('work beside a token where a user has both ways in', async () => {
      await asMaster(
        "create user 'both'@'%' identified via AWSAuthenticationPlugin using 'RDS' or mysql_native_password using password('second')",
      )
      expect(await privOf('both')).toContain(`${TRUE_ROW},"auth_or":[{},{"plugin":"mysql_native_password"`)
      expect(await ask('both', await token('both'))).toEqual([{ me: 'both@%' }])
      expect(await ask('both', 'second')).toEqual([{ me: 'both@%' }])
      await expect(ask('both', 'third')).rejects.toMatchObject(denied('both'))
    })
  })

  describe('the catalog', () => {
    it('shows a user made in RDS’s words as RDS shows it, through every change of that user', async () => {
      await asMaster("create user app@'%' identified with AWSAuthenticationPlugin as 'RDS'")
      const steps = [
        "alter user app@'%' require ssl",
        "grant select on catalog.* to app@'%'",
        "create role readers; grant readers to app@'%'; set default role readers for app@'%'",
        "alter user app@'%' account lock",
        "rename user app@'%' to app2@'%'; rename user app2@'%' to app@'%'",
        "revoke select on catalog.* from app@'%'",
        "alter user app@'%' account unlock",
        'flush privileges',
      ]
      for (const step of steps) {
        await asMaster(step)
        expect(await privOf('app'), step).toContain(TRUE_ROW)
      }
      expect(await privOf('app')).toContain('"ssl_type":1')
      expect(await ask('app', await token('app'))).toEqual([{ me: 'app@%' }])
      expect(
        await ask(...MASTER, "select plugin, authentication_string from mysql.user where User = 'app'"),
      ).toEqual([{ plugin: 'AWSAuthenticationPlugin', authentication_string: 'RDS' }])
    })

    it('takes a user from a password to a token and back', async () => {
      await asMaster("create user turning@'%' identified by 'before'")
      await asMaster("alter user turning@'%' identified with 'AWSAuthenticationPlugin' as 'RDS'")
      await expect(ask('turning', 'before')).rejects.toMatchObject(denied('turning'))
      expect(await ask('turning', await token('turning'))).toHaveLength(1)
      await asMaster("alter user turning@'%' identified by 'after'")
      await expect(ask('turning', await token('turning'))).rejects.toMatchObject(denied('turning'))
      expect(await ask('turning', 'after')).toHaveLength(1)
    })

    it('takes a statement that was prepared', async () => {
      const connection = await createConnection(options(...MASTER))
      await connection.execute("create user prepared@'%' identified with AWSAuthenticationPlugin as 'RDS'")
      expect(await privOf('prepared')).toContain(TRUE_ROW)
      await connection.end()
    })

    it('is true for whoever looks while others change it', async () => {
      const looks = async () => {
        const seen: string[] = []
        for (let turn = 0; turn < 30; turn++) seen.push(await privOf('catalog_ro'))
        return seen
      }
      const changes = async () => {
        for (let turn = 0; turn < 15; turn++)
          await asMaster(
            "grant insert on catalog.* to catalog_ro@'%'; revoke insert on catalog.* from catalog_ro@'%'",
          )
      }
      const [seen] = await Promise.all([looks(), changes()])
      expect(seen.filter(priv => !priv.includes(TRUE_ROW))).toEqual([])
    })

    it('lets the more specific host decide', async () => {
      await asMaster("create user narrow@'%' identified with AWSAuthenticationPlugin as 'RDS'")
      await asMaster("create user narrow@'10.20.%' identified by 'here'")
      await expect(ask('narrow', await token('narrow'))).rejects.toMatchObject(denied('narrow'))
      expect(await ask('narrow', 'here')).toEqual([{ me: 'narrow@10.20.%' }])
    })
  })

  describe('the master user', () => {
    it('has no right that RDS keeps for itself', async () => {
      for (const statement of ['set global read_only = 1', "select 'x' into outfile '/tmp/x'", 'shutdown'])
        await expect(asMaster(statement)).rejects.toMatchObject({
          sqlState: expect.stringMatching(/42000|28000/),
        })
    })
  })

  describe('the way in', () => {
    it('shows a certificate for its own name, from the demo root only', async () => {
      const ca = readFileSync(demo.caFile, 'utf8')
      const password = await token()
      const other = { host: 'other.example.com', ssl: { ca, verifyIdentity: true } }
      await expect(ask('catalog_ro', password, undefined, other)).rejects.toThrow(
        /does not match certificate/,
      )
      await expect(ask('catalog_ro', password, undefined, { ssl: { verifyIdentity: true } })).rejects.toThrow(
        /certificate/,
      )
    })

    it('takes twenty at once, and a row of three megabytes', async () => {
      const password = await token()
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask('catalog_ro', password)))
      expect(answers.flat().every(row => row.me === 'catalog_ro@%')).toBe(true)
      const [row] = await ask('catalog_ro', password, "select repeat('x', 3000000) as wide")
      expect(row?.wide).toHaveLength(3_000_000)
    })

    it('gives the same number to a connection on both sides', async () => {
      const connection = await createConnection(options('catalog_ro', await token()))
      const [rows] = await connection.query<RowDataPacket[]>('select connection_id() as id')
      expect(rows).toEqual([{ id: connection.threadId }])
      await connection.end()
    })

    it('lets nobody become somebody else without a login', async () => {
      const connection = await createConnection(options('catalog_ro', await token()))
      await expect(connection.changeUser({ user: 'gatehouse_ops', password: '' })).rejects.toMatchObject({
        errno: 1047,
      })
      connection.destroy()
    })
  })

  describe('a client that is killed while its statement is on the way', () => {
    it('has it carried out, in a catalog that reads as that of RDS, and nobody waits for it for ever', async () => {
      const statement = "create user late@'%' identified with AWSAuthenticationPlugin as 'RDS' require ssl"
      faults.set({ statements: [{ target: 'catalog-prod', statement, when: 'before', delayMs: 100 }] })
      const connection = await createConnection(options(...MASTER))
      connection.on('error', () => {})
      connection.query(statement).catch(() => {})
      await vi.waitFor(() => expect(faults.current.statements).toEqual([]))
      connection.destroy()
      await vi.waitFor(async () => expect(await privOf('late')).toContain(TRUE_ROW))
      await asMaster("drop user late@'%'")
    })
  })

  describe('MariaDB’s own client', () => {
    const run = promisify(execFile)
    const client = async (user: string, password: string, sql = 'select current_user()') => {
      const { dialPort } = front()
      const parameters = [
        '--no-defaults',
        '-h',
        '127.0.0.1',
        '-P',
        String(dialPort),
        `--ssl-ca=${demo.caFile}`,
      ]
      const env = { ...process.env, MYSQL_PWD: password }
      return run('mariadb', [...parameters, '-N', '-u', user, '-e', sql], { env }).then(
        ({ stdout }) => stdout.trim(),
        error => String(error.stderr).trim(),
      )
    }

    it('logs in with a token, and prints RDS’s words when it is refused', async () => {
      expect(await client('catalog_ro', await token())).toBe('catalog_ro@%')
      expect(await client('catalog_ro', await token('gatehouse_scan'))).toBe(
        "ERROR 1045 (28000): Access denied for user 'catalog_ro'@'10.20.4.17' (using password: YES)",
      )
      target.settings.iamAuth = false
      expect(await client('catalog_ro', await token())).toBe(
        "ERROR 1524 (HY000): Plugin 'AWSAuthenticationPlugin' is not loaded",
      )
    })
  })
})
