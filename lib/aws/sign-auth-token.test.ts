import { Signer } from '@aws-sdk/rds-signer'
import { afterEach, expect, it, vi } from 'vitest'
import { homeAccount } from '@/lib/account'
import { signAuthToken } from '@/lib/aws/sign-auth-token'

afterEach(() => vi.useRealTimers())

it.each([
  ['app_readonly', undefined],
  ['app_readonly', 'IQoJb3JpZ2luX2VjEXAMPLE/with+signs=='],
  ["o'brien (on call)*@example.com", undefined],
])('signs for %s exactly as AWS’s own signer does', async (databaseUser, sessionToken) => {
  vi.useFakeTimers({ now: new Date('2026-11-23T14:02:11Z'), toFake: ['Date'] })
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }
  const credentials = { ...keys, ...(sessionToken ? { sessionToken } : {}) }
  const endpoint = { host: 'Orders.abc.us-east-1.rds.amazonaws.com', port: 5432 }
  const signer = new Signer({
    hostname: endpoint.host.toLowerCase(),
    port: endpoint.port,
    region: 'us-east-1',
    username: databaseUser,
    credentials,
  })
  const given = { ...credentials, expiresAt: null }
  expect(
    await signAuthToken(homeAccount(), { endpoint, region: 'us-east-1', databaseUser, credentials: given }),
  ).toBe(await signer.getAuthToken())
})
