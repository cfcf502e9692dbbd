import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { describe, expect } from 'vitest'
import { account } from '@/lib/simulator/aws/testing/account-fixture'
import { DEVELOPER_KEY } from '@/lib/simulator/world/cast-users'
import { noteSignIn, type SignInAttempt } from '@/lib/simulator/world/observed'

const GROUP = '/aws/rds/instance/orders-prod/iam-db-auth-error'
const target = {
  kind: 'instance',
  identifier: 'orders-prod',
  region: 'us-east-1',
  exportsErrors: true,
} as const
const caller = 'arn:aws:sts::111122223333:assumed-role/node/i-0abc'

const attempt = (user: string, at: Date, refusal: SignInAttempt['refusal']): SignInAttempt => ({
  target,
  user,
  at,
  refusal,
})

describe('what the database host saw of sign-ins', () => {
  account(
    'is read by the SDK as lines, the newest first, with the caller of a 403',
    async ({ aws, logs, clock }) => {
      const earlier = new Date(clock.now.getTime() - 60_000)
      noteSignIn(aws.world, attempt('metrics', earlier, { kind: 'expiredToken' }))
      noteSignIn(aws.world, attempt('metrics', clock.now, { kind: 'notAuthorized', callerArn: caller }))
      noteSignIn(aws.world, attempt('app_readonly', clock.now, { kind: 'invalidToken' }))
      const { events = [] } = await logs().send(
        new FilterLogEventsCommand({
          logGroupName: GROUP,
          filterPattern: '"for user metrics because"',
          startTime: clock.now.getTime() - 3_600_000,
          startFromHead: false,
        }),
      )
      expect(events.map(({ timestamp }) => timestamp)).toEqual([clock.now.getTime(), earlier.getTime()])
      expect(events[0]?.message).toContain(`assumed by the caller '${caller}' is not authorized`)
      expect(events[1]?.message).toContain('(Status Code: 400, Error Code: ExpiredToken)')
    },
  )

  account('comes page by page', async ({ aws, logs, clock }) => {
    for (let n = 0; n < 3; n += 1)
      noteSignIn(aws.world, attempt('metrics', clock.now, { kind: 'invalidToken' }))
    const first = await logs().send(new FilterLogEventsCommand({ logGroupName: GROUP, limit: 2 }))
    expect(first.events).toHaveLength(2)
    const { nextToken } = first
    const rest = await logs().send(
      new FilterLogEventsCommand({ logGroupName: GROUP, ...(nextToken ? { nextToken } : {}) }),
    )
    expect(rest.events).toHaveLength(1)
    expect(rest.nextToken).toBeUndefined()
  })

  account(
    'has no log group where nothing was written, and none where it is not exported',
    async ({ aws, logs, clock }) => {
      const silent = { ...target, exportsErrors: false }
      noteSignIn(aws.world, { ...attempt('metrics', clock.now, { kind: 'invalidToken' }), target: silent })
      await expect(logs().send(new FilterLogEventsCommand({ logGroupName: GROUP }))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
      })
    },
  )

  account(
    'is counted minute by minute; what was not measured has no value',
    async ({ aws, cloudwatch, clock }) => {
      noteSignIn(aws.world, attempt('metrics', clock.now, { kind: 'notAuthorized', callerArn: caller }))
      noteSignIn(aws.world, attempt('metrics', clock.now, null))
      const names = ['Requests', 'Success', 'FailureInsufficientPermissions', 'FailureThrottling']
      const { MetricDataResults = [] } = await cloudwatch().send(
        new GetMetricDataCommand({
          StartTime: new Date(clock.now.getTime() - 3_600_000),
          EndTime: clock.now,
          MetricDataQueries: names.map((name, index) => ({
            Id: `m${index}`,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/RDS',
                MetricName: `IamDbAuthConnection${name}`,
                Dimensions: [{ Name: 'DBInstanceIdentifier', Value: 'orders-prod' }],
              },
              Period: 60,
              Stat: 'Sum',
            },
          })),
        }),
      )
      expect(MetricDataResults.map(({ Values }) => Values)).toEqual([[2], [1], [1], []])
    },
  )

  account('is shown to nobody whose policies do not allow it', async ({ logs, cloudwatch }) => {
    const credentials = { accessKeyId: DEVELOPER_KEY.id, secretAccessKey: DEVELOPER_KEY.secret }
    await expect(
      logs({ credentials }).send(new FilterLogEventsCommand({ logGroupName: GROUP })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' })
    await expect(
      cloudwatch({ credentials }).send(
        new GetMetricDataCommand({
          StartTime: new Date(0),
          EndTime: new Date(),
          MetricDataQueries: [{ Id: 'a' }],
        }),
      ),
    ).rejects.toThrow(/not authorized to perform: cloudwatch:GetMetricData/)
  })
})
