import { connect as connectSocket } from 'node:net'
import { Signer } from '@aws-sdk/rds-signer'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSession } from '@/lib/simulator/aws/open-session'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { RdsBuilder } from '@/lib/simulator/world/rds-builder'
import { ACCOUNT, connect, connectArn, policy, serviceTrust } from '@/lib/simulator/world/statements'
import { emptyWorld } from '@/lib/simulator/world/world'
import { authenticateMysql } from '../authenticate-mysql'
import { createDemoAuthority } from '../certificates'
import type { Front } from '../front/accept-clients'
import { startMySqlFront } from './start-mysql-front'

const world = emptyWorld(ACCOUNT)
const target = new RdsBuilder(world, 'us-east-1').instance({
  identifier: 'billing-prod',
  resourceId: 'db-BILLING',
  engine: 'mysql',
  settings: { engineVersion: '8.0.39', iamAuth: true },
})
const roles = new WorldBuilder(world)
roles.role('finance', {
  trust: serviceTrust('ec2.amazonaws.com'),
  inline: { access: policy(connect('Billing', connectArn('db-BILLING', 'billing_ro'))) },
})

let front: Front
let ca: string

/** As where no MariaDB is installed. */
beforeAll(async () => {
  const authority = await createDemoAuthority()
  ca = authority.certificate
  const gate = { world, identifier: 'billing-prod', now: () => new Date(), settleMs: 0, onRefusal: () => {} }
  front = await startMySqlFront({
    port: 0,
    version: '8.0.39',
    engine: async () => null,
    certificate: await authority.issueFor([target.address]),
    ...authenticateMysql(gate, async () => null),
  })
})
afterAll(() => front.close())

async function logIn(user: string, change: Partial<{ port: number }> = {}) {
  const session = openSession(
    world,
    {
      principalArn: roles.arn('role', '/', 'finance'),
      name: 'x',
      seconds: 3600,
      sessionPolicies: [],
      tags: [],
    },
    new Date(),
  )
  const { accessKeyId, secret: secretAccessKey, token: sessionToken } = session
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  const signer = new Signer({
    hostname: target.address,
    port: 3306,
    region: 'us-east-1',
    credentials,
    username: user,
    ...change,
  })
  return createConnection({
    host: target.address,
    stream: () => connectSocket(front.port, '127.0.0.1'),
    user,
    password: await signer.getAuthToken(),
    enableCleartextPlugin: true,
    ssl: { ca, verifyIdentity: true },
  })
}

it('accepts a good token, and says in an error of its own number that there is nothing behind', async () => {
  await expect(logIn('billing_ro')).rejects.toMatchObject({
    errno: 9801,
    sqlMessage: expect.stringContaining('token accepted, but no MySQL engine is installed for the demo'),
  })
})

it('refuses a bad token, and one that no policy allows, in RDS’s words', async () => {
  const denied = (user: string) => ({ errno: 1045, sqlMessage: expect.stringContaining(`'${user}'@`) })
  await expect(logIn('billing_ro', { port: 3307 })).rejects.toMatchObject(denied('billing_ro'))
  await expect(logIn('billing_rw')).rejects.toMatchObject(denied('billing_rw'))
})

it('says that the plugin is not loaded while IAM authentication is off', async () => {
  target.settings.iamAuth = false
  await expect(logIn('billing_ro')).rejects.toMatchObject({ errno: 1524 })
})
