import { get } from 'node:http'
import { DeleteRolePolicyCommand, GetAccountAuthorizationDetailsCommand } from '@aws-sdk/client-iam'
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations'
import {
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  paginateDescribeDBInstances,
} from '@aws-sdk/client-rds'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { account } from '@/lib/simulator/aws/testing/account-fixture'

const LIST = new DescribeDBInstancesCommand({})
const DETAILS = new GetAccountAuthorizationDetailsCommand({})
const WHO = new GetCallerIdentityCommand({})

describe('faults that can be switched on', () => {
  account('one Region denies while the others answer', async ({ aws, rds }) => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'rds', region: 'eu-west-1' }] })
    await expect(rds({ region: 'eu-west-1' }).send(LIST)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        /^User: \S+ is not authorized to perform: rds:DescribeDBInstances on resource: arn:aws:rds:eu-west-1:111122223333:db:\* because no identity-based policy allows/,
      ),
    })
    expect((await rds().send(LIST)).DBInstances?.length).toBeGreaterThan(0)
  })

  account('throttling ends after its first calls, and the client gets through', async ({ aws, rds }) => {
    aws.faults.set({ rules: [{ kind: 'throttle', action: 'DescribeDBInstances', times: 2 }] })
    await expect(rds().send(LIST)).rejects.toMatchObject({ name: 'Throttling' })
    expect((await rds({ maxAttempts: 3 }).send(LIST)).$metadata.attempts).toBe(2)
    expect(aws.faults.current.rules).toEqual([])
  })

  account('broken answers: a page of HTML, half an answer, a cut line', async ({ aws, rds }) => {
    aws.faults.set({ rules: [{ kind: 'html500' }] })
    await expect(rds().send(LIST)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
    aws.faults.set({ rules: [{ kind: 'truncated' }] })
    await expect(rds().send(LIST)).rejects.toThrow()
    aws.faults.set({ rules: [{ kind: 'hangUp' }] })
    await expect(rds().send(LIST)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  account('an answer that is lost: the call was carried out all the same', async ({ aws, iam }) => {
    aws.faults.set({ rules: [{ kind: 'hangUpAfter', action: 'DeleteRolePolicy', times: 1 }] })
    const role = [...aws.world.roles.values()].find(({ inline }) => inline.length > 0)
    const [policy] = role?.inline ?? []
    const command = new DeleteRolePolicyCommand({ RoleName: role?.name, PolicyName: policy?.name })
    await expect(iam().send(command)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(role?.inline).not.toContain(policy)
  })

  account.for([['garbage'], ['blank'], ['otherCall']] as const)(
    'an answer that is none: %s',
    async ([kind], { aws, iam }) => {
      aws.faults.set({ rules: [{ kind }] })
      const answer = await iam()
        .send(DETAILS)
        .catch((error: Error) => error)
      expect(answer).not.toHaveProperty('RoleDetailList')
    },
  )

  account('an answer without its lists: AWS said 200 and nothing', async ({ aws, rds, organizations }) => {
    aws.faults.set({ rules: [{ kind: 'hollow' }] })
    expect((await rds().send(LIST)).DBInstances ?? []).toEqual([])
    expect(await organizations().send(new DescribeOrganizationCommand({}))).not.toHaveProperty('Organization')
  })

  account('a page that says more follows, and not where', async ({ aws, iam }) => {
    aws.faults.set({ rules: [{ kind: 'unmarked' }], pageItems: 10 })
    const { IsTruncated, Marker } = await iam().send(DETAILS)
    expect({ IsTruncated, Marker }).toEqual({ IsTruncated: true, Marker: undefined })
  })

  account('a list that comes without its items, while users still name them', async ({ aws, iam }) => {
    aws.faults.set({ rules: [{ kind: 'omit', list: 'GroupDetailList' }] })
    const { GroupDetailList = [], UserDetailList = [] } = await iam().send(DETAILS)
    expect(GroupDetailList).toEqual([])
    expect(UserDetailList.some(({ GroupList = [] }) => GroupList.length > 0)).toBe(true)
  })

  account('a call that an emulator does not play', async ({ aws, rds }) => {
    aws.faults.set({ rules: [{ kind: 'notImplemented' }] })
    await expect(rds().send(LIST)).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } })
  })

  account('a later page fails where the first does not, and every call is counted', async ({ aws, iam }) => {
    aws.faults.set({ rules: [{ kind: 'html500', laterPages: true }], pageItems: 10 })
    const { Marker } = await iam().send(DETAILS)
    const next = new GetAccountAuthorizationDetailsCommand({ Marker })
    await expect(iam().send(next)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
    expect(aws.faults.current.calls).toEqual([
      { service: 'iam', action: 'GetAccountAuthorizationDetails', calls: 2, hits: 1 },
    ])
  })

  account('short pages are followed to the end by a client that reads markers', async ({ aws, rds }) => {
    const whole = (await rds().send(LIST)).DBInstances?.length
    aws.faults.set({ pageItems: 2 })
    let count = 0
    for await (const page of paginateDescribeDBInstances({ client: rds() }, {}))
      count += page.DBInstances?.length ?? 0
    expect(count).toBe(whole)
  })

  account('credentials that have run out', async ({ aws, sts }) => {
    aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
    await expect(sts().send(WHO)).rejects.toMatchObject({
      name: 'ExpiredToken',
      $metadata: { httpStatusCode: 403 },
    })
  })

  account('a slow call takes its time; others do not wait for it', async ({ aws, rds }) => {
    aws.faults.set({ rules: [{ kind: 'slow', action: 'DescribeDBInstances', delayMs: 300 }] })
    const order: string[] = []
    const slow = rds()
      .send(LIST)
      .then(() => order.push('slow'))
    await rds()
      .send(new DescribeDBClustersCommand({}))
      .then(() => order.push('quick'))
    await slow
    expect(order).toEqual(['quick', 'slow'])
  })

  account('are set and cleared over HTTP, but not from a browser', async ({ aws, sts }) => {
    const path = `${aws.url}/_simulator/faults`
    const put = (body: unknown, headers = {}) =>
      fetch(path, { method: 'PUT', body: JSON.stringify(body), headers })
    expect((await put({ rules: [{ kind: 'throttle' }] }, { Origin: 'https://evil.example' })).status).toBe(
      403,
    )
    expect((await put({ rules: [{ kind: 'nonsense' }] })).status).toBe(400)
    expect((await put({ rules: [{ kind: 'throttle' }] })).status).toBe(200)
    await expect(sts().send(WHO)).rejects.toMatchObject({ name: 'Throttling' })
    expect((await fetch(path, { method: 'DELETE' })).status).toBe(200)
    expect((await sts().send(WHO)).Account).toBe('111122223333')
  })

  account('a page under another name cannot reach credentials or controls', async ({ aws }) => {
    const status = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host: 'rebound.example' }
        get(`${aws.url}${path}`, { headers }, answer => resolve(answer.resume().statusCode)).on(
          'error',
          reject,
        )
      })
    expect(await status('/container-credentials/gatehouse')).toBe(403)
    expect(await status('/_simulator/state')).toBe(403)
  })

  account('the state can be read, without its secrets', async ({ aws }) => {
    const text = await fetch(`${aws.url}/_simulator/state`).then(answer => answer.text())
    const state = JSON.parse(text)
    expect(state.rds['us-east-1'].instances['orders-prod'].settings.iamAuth).toBe(true)
    expect(Object.keys(state.roles)).toContain('gatehouse')
    for (const key of aws.world.accessKeys.values()) expect(text).not.toContain(key.secret)
  })
})
