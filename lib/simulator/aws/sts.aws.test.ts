import { ListMFADevicesCommand, ListUsersCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds'
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type Credentials as StsCredentials,
} from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { resolveCredentials } from '@/lib/simulator/aws/access-keys'
import { mayConnect } from '@/lib/simulator/aws/authorize'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { codeOfStep, stepAt } from '@/lib/simulator/aws/sts/totp'
import { account } from '@/lib/simulator/aws/testing/account-fixture'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ADMINISTRATOR_MFA_SECRET, DEVELOPER_KEY } from '@/lib/simulator/world/cast-users'

const arn = (role: string) => `arn:aws:iam::111122223333:role/${role}`
const ANA = { accessKeyId: DEVELOPER_KEY.id, secretAccessKey: DEVELOPER_KEY.secret }
const orders = (user: string) => `arn:aws:rds-db:us-east-1:111122223333:dbuser:${ID.ordersProd}/${user}`

async function dashboard(aws: SimulatedAws) {
  const found = await fetch(`${aws.url}/container-credentials/gatehouse`).then(answer => answer.json())
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, Token: sessionToken } = found
  return { accessKeyId, secretAccessKey, sessionToken } as Record<
    'accessKeyId' | 'secretAccessKey' | 'sessionToken',
    string
  >
}

function keysOf(credentials: StsCredentials | undefined) {
  return {
    accessKeyId: credentials?.AccessKeyId ?? '',
    secretAccessKey: credentials?.SecretAccessKey ?? '',
    sessionToken: credentials?.SessionToken ?? '',
  }
}

/** What the session may do behind the MFA condition of support-tier2. */
function opens(aws: SimulatedAws, credentials: StsCredentials | undefined, now: Date) {
  const { accessKeyId, sessionToken } = keysOf(credentials)
  const found = resolveCredentials(aws.world, accessKeyId, sessionToken, now)
  if ('refused' in found) throw new Error(found.refused)
  return mayConnect(aws.world, found, orders('support_ro'), now)
}

function assume(role: string, more: Partial<AssumeRoleCommandInput> = {}) {
  return new AssumeRoleCommand({ RoleArn: arn(role), RoleSessionName: 'mira.okafor', ...more })
}

describe('assuming roles', () => {
  account('the dashboard becomes a role that trusts it, for an hour at most', async ({ aws, sts, clock }) => {
    const client = sts({ credentials: await dashboard(aws) })
    const { Credentials, AssumedRoleUser } = await client.send(assume('data-analyst'))
    expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::111122223333:assumed-role/data-analyst/mira.okafor')
    expect(Credentials?.Expiration?.getTime()).toBe(clock.now.getTime() + 3_600_000)
    const session = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    }
    const who = await sts({ credentials: session }).send(new GetCallerIdentityCommand({}))
    expect(who).toMatchObject({ Arn: AssumedRoleUser?.Arn, UserId: AssumedRoleUser?.AssumedRoleId })
    await expect(client.send(assume('oncall-sre', { DurationSeconds: 7200 }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('role chaining'),
    })
  })

  account(
    'a role that does not trust the caller is refused, as is one that is not there',
    async ({ aws, sts }) => {
      const client = sts({ credentials: await dashboard(aws) })
      const refused = {
        name: 'AccessDenied',
        message: expect.stringContaining('is not authorized to perform: sts:AssumeRole'),
      }
      for (const role of ['finance-ops', 'nobody']) {
        await expect(client.send(assume(role))).rejects.toMatchObject(refused)
      }
      await expect(sts({ credentials: ANA }).send(assume('data-analyst'))).rejects.toMatchObject(refused)
    },
  )

  account('limits of duration, name and session policy', async ({ sts }) => {
    const client = sts()
    const refuse = (more: Partial<AssumeRoleCommandInput>, name: string) =>
      expect(client.send(assume('demo-kiosk', more))).rejects.toMatchObject({ name })
    await refuse({ DurationSeconds: 899 }, 'ValidationError')
    await refuse({ DurationSeconds: 3601 }, 'ValidationError')
    await refuse({ RoleSessionName: 'has space' }, 'ValidationError')
    await refuse({ Policy: '{"Version":"2012-10-17"' }, 'MalformedPolicyDocumentException')
    const large = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: `arn:aws:s3:::${'x'.repeat(2100)}` }],
    }
    await refuse({ Policy: JSON.stringify(large) }, 'PackedPolicyTooLargeException')
    expect((await client.send(assume('demo-kiosk', { DurationSeconds: 900 }))).Credentials).toBeDefined()
  })

  account('a session policy narrows what the session may open', async ({ aws, sts, clock }) => {
    const client = sts({ credentials: await dashboard(aws) })
    const only = { Effect: 'Allow', Action: 'rds-db:connect', Resource: orders('reporting') }
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [only] })
    const { Credentials } = await client.send(assume('data-analyst', { Policy }))
    const found = resolveCredentials(
      aws.world,
      Credentials?.AccessKeyId ?? '',
      Credentials?.SessionToken ?? null,
      clock.now,
    )
    if ('refused' in found) throw new Error(found.refused)
    const decisions = ['reporting', 'app_readonly'].map(user =>
      mayConnect(aws.world, found, orders(user), clock.now),
    )
    expect(decisions).toEqual(['allowed', 'implicitDeny'])
  })
})

describe('conditions of trust', () => {
  const SerialNumber = 'arn:aws:iam::111122223333:mfa/jonas.lindqvist'
  const NO_CODE = {
    name: 'AccessDenied',
    message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
  }
  const shown = (now: Date, stepsAgo = 0) => codeOfStep(ADMINISTRATOR_MFA_SECRET, stepAt(now) - stepsAgo)

  function trustJonas(aws: SimulatedAws, Condition: object, Action: string | string[] = 'sts:AssumeRole') {
    const role = aws.world.roles.get('support-tier2')
    const Principal = { AWS: 'arn:aws:iam::111122223333:user/jonas.lindqvist' }
    const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action, Condition }] }
    if (role) role.trust = JSON.stringify(trust)
  }

  const needsMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }

  account('an MFA code opens a role, and is not in its session', async ({ aws, sts, clock }) => {
    trustJonas(aws, needsMfa)
    const client = sts()
    await expect(client.send(assume('support-tier2'))).rejects.toMatchObject({ name: 'AccessDenied' })
    const code = { SerialNumber, TokenCode: shown(clock.now) }
    const { Credentials } = await client.send(assume('support-tier2', code))
    expect(opens(aws, Credentials, clock.now)).toBe('implicitDeny')
  })

  account(
    'a session of GetSessionToken made with MFA hands it on to the role',
    async ({ aws, sts, clock }) => {
      trustJonas(aws, needsMfa)
      const code = { SerialNumber, TokenCode: shown(clock.now) }
      const own = (await sts().send(new GetSessionTokenCommand(code))).Credentials
      const client = sts({ credentials: keysOf(own) })
      const who = await client.send(new GetCallerIdentityCommand({}))
      expect(who.Arn).toBe('arn:aws:iam::111122223333:user/jonas.lindqvist')
      const { Credentials } = await client.send(assume('support-tier2'))
      expect(opens(aws, Credentials, clock.now)).toBe('allowed')
      await expect(client.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
        name: 'AccessDenied',
      })
    },
  )

  account(
    'a wrong, a used and a late code are refused, and the next one is taken',
    async ({ sts, clock }) => {
      const send = (TokenCode: string) => sts().send(new GetSessionTokenCommand({ SerialNumber, TokenCode }))
      const wrong = String((Number(shown(clock.now)) + 1) % 1_000_000).padStart(6, '0')
      await expect(send(wrong)).rejects.toMatchObject(NO_CODE)
      await expect(send(shown(clock.now, 2))).rejects.toMatchObject(NO_CODE)
      await expect(send('12345')).rejects.toMatchObject({ name: 'ValidationError' })
      expect((await send(shown(clock.now))).Credentials).toBeDefined()
      await expect(send(shown(clock.now))).rejects.toMatchObject(NO_CODE)
      await expect(send(shown(clock.now, 1))).rejects.toMatchObject(NO_CODE)
      clock.now = new Date(clock.now.getTime() + 30_000)
      expect((await send(shown(clock.now))).Credentials).toBeDefined()
    },
  )

  account(
    'a code of somebody else’s device is refused; a role has none',
    async ({ aws, sts, iam, clock }) => {
      const code = { SerialNumber, TokenCode: shown(clock.now) }
      const asAna = sts({ credentials: ANA }).send(new GetSessionTokenCommand(code))
      await expect(asAna).rejects.toMatchObject(NO_CODE)
      const asRole = sts({ credentials: await dashboard(aws) }).send(assume('oncall-sre', code))
      await expect(asRole).rejects.toMatchObject(NO_CODE)
      const devices = await iam().send(new ListMFADevicesCommand({}))
      expect(devices.MFADevices?.map(device => device.SerialNumber)).toEqual([SerialNumber])
    },
  )

  account('an external id must be given, and be the right one', async ({ aws, sts }) => {
    trustJonas(aws, { StringEquals: { 'sts:ExternalId': 'larkspur-7' } })
    const client = sts()
    for (const more of [{}, { ExternalId: 'larkspur-8' }]) {
      await expect(client.send(assume('support-tier2', more))).rejects.toMatchObject({ name: 'AccessDenied' })
    }
    expect(
      (await client.send(assume('support-tier2', { ExternalId: 'larkspur-7' }))).Credentials,
    ).toBeDefined()
  })

  account('session tags need a permission of their own, and then decide', async ({ aws, sts, clock }) => {
    const Tags = [{ Key: 'env', Value: 'prod' }]
    trustJonas(aws, {})
    await expect(sts().send(assume('support-tier2', { Tags }))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
    trustJonas(aws, {}, ['sts:AssumeRole', 'sts:TagSession'])
    const { Credentials } = await sts().send(assume('support-tier2', { Tags }))
    const session = aws.world.sessions.get(Credentials?.AccessKeyId ?? '')
    expect(session?.tags).toEqual([{ key: 'env', value: 'prod' }])
    expect(session?.issuedAt).toEqual(clock.now)
  })
})

describe('permission of the caller', () => {
  account('an action without a grant is refused in AWS’s sentence', async ({ iam }) => {
    const client = iam({ credentials: ANA })
    await expect(client.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message:
        'User: arn:aws:iam::111122223333:user/ana is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::111122223333:user/ because no identity-based policy allows the iam:ListUsers action',
      $metadata: { httpStatusCode: 403 },
    })
  })

  account('what the caller’s group allows is answered', async ({ rds }) => {
    const answer = await rds({ credentials: ANA }).send(new DescribeDBInstancesCommand({}))
    expect(answer.DBInstances?.length).toBeGreaterThan(5)
  })
})

describe('SimulatePrincipalPolicy', () => {
  account('agrees with the policies, the boundary and the organisation', async ({ iam }) => {
    const simulate = async (role: string, user: string) => {
      const command = new SimulatePrincipalPolicyCommand({
        PolicySourceArn: arn(role),
        ActionNames: ['rds-db:connect'],
        ResourceArns: [orders(user)],
      })
      return (await iam().send(command)).EvaluationResults?.[0]
    }
    expect(await simulate('orders-api', 'app_readwrite')).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [{ SourcePolicyId: 'orders-database' }],
      OrganizationsDecisionDetail: { AllowedByOrganizations: true },
    })
    expect(await simulate('pricing-api', 'app_readonly')).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    })
    expect(await simulate('data/analytics-etl', 'oncall_rw')).toMatchObject({
      EvalDecision: 'explicitDeny',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
    })
    expect(await simulate('oncall-sre', 'app_readonly')).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: ['aws:CurrentTime', 'aws:MultiFactorAuthPresent'],
    })
    await expect(simulate('nobody', 'a')).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })

  account('takes context entries and further policies', async ({ iam }) => {
    const context = [
      {
        ContextKeyName: 'aws:MultiFactorAuthPresent',
        ContextKeyType: 'boolean' as const,
        ContextKeyValues: ['true'],
      },
    ]
    const answer = await iam().send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: arn('support-tier2'),
        ActionNames: ['rds-db:connect'],
        ResourceArns: [orders('support_ro'), orders('metrics')],
        ContextEntries: context,
        PolicyInputList: [
          JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: orders('metrics') }],
          }),
        ],
      }),
    )
    const [result] = answer.EvaluationResults ?? []
    const each = result?.ResourceSpecificResults ?? []
    expect([result?.EvalDecision, ...each.map(one => one.EvalResourceDecision)]).toEqual([
      'allowed',
      'allowed',
      'allowed',
    ])
  })
})
