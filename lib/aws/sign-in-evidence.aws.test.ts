import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { exportsAuthErrors, readAuthErrors } from '@/lib/aws/auth-error-log'
import { readIamAuthMetrics } from '@/lib/aws/iam-auth-metrics'
import { readTarget } from '@/lib/aws/rds-target'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { noteSignIn, type SignInAttempt } from '@/lib/simulator/world/observed'

const orders = {
  kind: 'instance',
  name: 'orders-prod',
  region: 'us-east-1',
  resourceId: ID.ordersProd,
  members: [],
} satisfies Parameters<typeof readIamAuthMetrics>[1] & Parameters<typeof readAuthErrors>[1]
const host = {
  kind: 'instance',
  identifier: 'orders-prod',
  region: 'us-east-1',
  exportsErrors: true,
} as const
const nodeRole = 'arn:aws:sts::111122223333:assumed-role/eks-node/i-0abc'
const hourAgo = () => new Date(Date.now() - 3_600_000)

let aws: SimulatedAws
beforeEach(async () => {
  aws = await simulatedAccount()
})
afterEach(() => aws.close())

const refuse = (user: string, refusal: SignInAttempt['refusal'], at = new Date()) =>
  noteSignIn(aws.world, { target: host, user, at, refusal })

describe('the log of refused sign-ins', () => {
  it('names who really signed, of that user alone, letter by letter', async () => {
    refuse('app_readonly', { kind: 'notAuthorized', callerArn: nodeRole })
    refuse('App_readonly', { kind: 'expiredToken' })
    refuse('app_readonly2', { kind: 'expiredToken' })
    const errors = await readAuthErrors(homeAccount(), orders, 'app_readonly', hourAgo())
    expect(errors?.refused).toMatchObject([{ code: 'NotAuthorized', callerArn: nodeRole }])
    expect(errors?.more).toBe(false)
  })

  it('asks for a user whose name holds quotes as it is', async () => {
    refuse('odd"one', { kind: 'invalidToken' })
    expect((await readAuthErrors(homeAccount(), orders, 'odd"one', hourAgo()))?.refused).toHaveLength(1)
  })

  it('says that there is more than it read, and begins with the newest', async () => {
    for (let n = 40; n > 0; n -= 1)
      refuse('app_readonly', { kind: 'invalidToken' }, new Date(Date.now() - n * 1000))
    const errors = await readAuthErrors(homeAccount(), orders, 'app_readonly', hourAgo())
    expect(errors?.more).toBe(true)
    const times = errors?.refused.map(({ at }) => at) ?? []
    expect(times).toHaveLength(20)
    expect(times).toEqual(times.toSorted().reverse())
  })

  it('is null where nothing was ever written, and refused is refused, never empty', async () => {
    expect(await readAuthErrors(homeAccount(), orders, 'app_readonly', hourAgo())).toBeNull()
    aws.faults.set({ rules: [{ kind: 'deny', service: 'logs' }] })
    await expect(readAuthErrors(homeAccount(), orders, 'app_readonly', hourAgo())).rejects.toMatchObject({
      code: 'accessDenied',
      missingAction: 'logs:FilterLogEvents',
    })
  })

  it('is said to be exported as RDS says it, for instances and clusters', async () => {
    expect(await exportsAuthErrors(homeAccount(), orders)).toBe(true)
    const other = { ...orders, resourceId: ID.fraudScoring }
    expect(await exportsAuthErrors(homeAccount(), other)).toBe(false)
    const dw = { ...orders, kind: 'auroraCluster', resourceId: ID.analyticsDw } as const
    expect(await exportsAuthErrors(homeAccount(), dw)).toBe(false)
    expect(await exportsAuthErrors(homeAccount(), { ...orders, resourceId: 'db-GONE' })).toBeNull()
  })
})

describe('the metrics of sign-ins', () => {
  const read = async (target: Parameters<typeof readIamAuthMetrics>[1]) =>
    readIamAuthMetrics(homeAccount(), target, [hourAgo(), new Date(Date.now() + 60_000)])

  it('are sums where something was measured, and null, not zero, where nothing was', async () => {
    expect((await read(orders)).sums).toEqual({
      requests: null,
      success: null,
      failure: null,
      invalidToken: null,
      insufficientPermissions: null,
      throttling: null,
      serverError: null,
    })
    refuse('a', { kind: 'invalidToken' })
    refuse('b', null, new Date(Date.now() - 120_000))
    const { sums, freeMemoryBytes } = await read(orders)
    expect(sums).toMatchObject({ requests: 2, success: 1, invalidToken: 1, throttling: null })
    expect(freeMemoryBytes).toBeGreaterThan(1e9)
  })

  it('of a cluster are its own, or its members’ where it has none', async () => {
    const cluster = await readTarget(homeAccount(), 'us-east-1', ID.analyticsDw)
    const member = { ...host, identifier: 'analytics-dw-1' }
    noteSignIn(aws.world, { target: member, user: 'a', at: new Date(), refusal: null })
    expect((await read(cluster)).sums.requests).toBe(1)
    const own = { ...host, kind: 'cluster', identifier: 'analytics-dw' } as const
    noteSignIn(aws.world, { target: own, user: 'a', at: new Date(), refusal: null })
    expect((await read(cluster)).sums.requests).toBe(1)
  })

  it('that AWS does not show are a failure with the permission that is missing', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'cloudwatch' }] })
    await expect(read(orders)).rejects.toMatchObject({ missingAction: 'cloudwatch:GetMetricData' })
  })

  it('without results are no answer', async () => {
    aws.faults.set({ rules: [{ kind: 'hollow', service: 'cloudwatch' }] })
    await expect(read(orders)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
