import { expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { testLogin } from '@/lib/databases/connection-test'
import type { LiveCheck } from '@/lib/services/doctor/check-answer'
import { checkConnection } from '@/lib/services/doctor/check-connection'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = demoDatabases(['catalog-prod'])
const mira = person('mira', ['read', 'mint', 'users'])

const look = (check: LiveCheck, databaseUser: string) =>
  checkConnection(mira, {
    check,
    accountId: ACCOUNT,
    region: 'us-east-1',
    resourceId: ID.catalogProd,
    databaseUser,
    principalArn: null,
    callerArn: null,
  })

it('a MariaDB is tried as far as TLS, and nobody is refused by that', async () => {
  const before = account.aws.world.samples.length
  expect(await look('endpoint', 'nobody')).toMatchObject({
    state: 'ok',
    evidence: expect.stringMatching(/TLS \d+ ms, certificate names this host/),
  })
  expect(account.aws.world.samples).toHaveLength(before)
})

it('its users are read now, each with the hosts it comes from', async () => {
  expect(await look('databaseUser', 'gatehouse_scan')).toMatchObject({
    state: 'ok',
    evidence: expect.stringContaining('read now as gatehouse_scan, @%'),
  })
  expect(await look('databaseUser', 'catalog_svc')).toMatchObject({ state: 'failed', cause: 'userMissing' })
})

it('its refusals are counted and written as those of PostgreSQL are', async () => {
  const instance = account.aws.world.rds.get('us-east-1')?.instances.get('catalog-prod')
  instance?.logExports.push('iam-db-auth-error')
  const { endpoint } = await readTarget(homeAccount(), 'us-east-1', ID.catalogProd)
  if (!endpoint) throw new Error('The cast has lost catalog-prod.')
  const credentials = await callerCredentials(homeAccount())
  const asked = { endpoint, region: 'us-east-1', databaseUser: 'gatehouse_scan', credentials }
  const secret = (await signAuthToken(homeAccount(), asked)).slice(0, -8)
  const login = { endpoint, databaseUser: 'gatehouse_scan', databaseName: '' }
  const test = await testLogin({ ...login, credential: { kind: 'token', secret } }, 'mariadb')
  expect(test.failure).toMatchObject({ step: 'iam' })
  expect(await look('signer', 'gatehouse_scan')).toMatchObject({ state: 'failed', cause: 'tokenDamaged' })
})
