import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetAccountSummaryCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupsForUserCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  RemoveUserFromGroupCommand,
  SetDefaultPolicyVersionCommand,
  SimulatePrincipalPolicyCommand,
  TagPolicyCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { account } from '@/lib/simulator/aws/testing/account-fixture'
import { SSO } from '@/lib/simulator/world/cast-people'

const ONCALL = 'arn:aws:iam::111122223333:policy/oncall-db-access'
const connect = (...users: string[]) =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'rds-db:connect',
          Resource: users.map(
            user => `arn:aws:rds-db:us-east-1:111122223333:dbuser:db-7QK4M2XVN5RJ3HBTLWYC6DZEPA/${user}`,
          ),
        },
      ],
    },
    null,
    2,
  )
const many = (count: number) => connect(...Array.from({ length: count }, (_, n) => `user_${n}`))

describe('inline policies', () => {
  account('are put, read back as written, and replaced', async ({ iam }) => {
    const name = { RoleName: 'orders-api', PolicyName: 'extra+grant@2026' }
    const text = connect("o'brien (ro)!*é\u0085")
    await iam().send(new PutRolePolicyCommand({ ...name, PolicyDocument: connect('first') }))
    await iam().send(new PutRolePolicyCommand({ ...name, PolicyDocument: text }))
    const { PolicyDocument = '' } = await iam().send(new GetRolePolicyCommand(name))
    expect(PolicyDocument).toMatch(/^[A-Za-z0-9%._~-]+$/)
    expect(decodeURIComponent(PolicyDocument)).toBe(text)
  })

  account('share one quota per entity, white space not counted', async ({ iam }) => {
    const put = (PolicyName: string, PolicyDocument: string) =>
      iam().send(new PutUserPolicyCommand({ UserName: 'ana', PolicyName, PolicyDocument }))
    const tenUsers = many(10)
    expect(tenUsers.length).toBeGreaterThan(1024)
    await put('a', `${tenUsers}${' '.repeat(3000)}`)
    await expect(put('b', many(20))).rejects.toMatchObject({
      name: 'LimitExceededException',
      Code: 'LimitExceeded',
      message: 'Maximum policy size of 2048 bytes exceeded for user ana',
      $metadata: { httpStatusCode: 409 },
    })
  })

  account('must be policies, on an entity that exists and may be changed', async ({ iam }) => {
    const put = (RoleName: string, PolicyDocument: string) =>
      iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument }))
    const refused = {
      '{': 'This policy contains invalid Json',
      '{"Version":"2012-10-17"}': 'Syntax errors in policy.',
      [connect('a').replace('2012-10-17', '2012-01-01')]:
        'Policy document must be version 2012-10-17 or greater.',
      [connect('a').replace(/"arn:[^"]+"/, '"orders-prod"')]:
        'Resource orders-prod must be in ARN format or "*".',
    }
    for (const [document, message] of Object.entries(refused)) {
      await expect(put('orders-api', document)).rejects.toMatchObject({
        name: 'MalformedPolicyDocumentException',
        message,
        $metadata: { httpStatusCode: 400 },
      })
    }
    await expect(put('nobody', connect('a'))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name nobody cannot be found.',
      $metadata: { httpStatusCode: 404 },
    })
    for (const role of [SSO.engineer, 'AWSServiceRoleForRDS']) {
      await expect(put(role, connect('a'))).rejects.toMatchObject({ name: 'UnmodifiableEntityException' })
    }
    await expect(put('orders-api', connect('a').replace('/a', '/\u0416'))).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })
})

describe('groups', () => {
  account('lose a member, whether it was one or not', async ({ iam }) => {
    const leave = () =>
      iam().send(new RemoveUserFromGroupCommand({ UserName: 'bo', GroupName: 'developers' }))
    await leave()
    await leave()
    const { Groups } = await iam().send(new ListGroupsForUserCommand({ UserName: 'bo' }))
    expect(Groups?.map(group => group.GroupName)).toEqual(['leavers'])
    await expect(
      iam().send(new RemoveUserFromGroupCommand({ UserName: 'bo', GroupName: 'nobodies' })),
    ).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The group with name nobodies cannot be found.',
    })
  })
})

describe('managed policies', () => {
  account('are created, attached, found by what uses them, and only then undeletable', async ({ iam }) => {
    const client = iam()
    const created = await client.send(
      new CreatePolicyCommand({
        PolicyName: 'orders-read',
        Path: '/rds-iam/',
        PolicyDocument: connect('app_readonly'),
        Tags: [{ Key: 'owner', Value: 'checkout' }],
      }),
    )
    const PolicyArn = created.Policy?.Arn ?? ''
    expect(PolicyArn).toBe('arn:aws:iam::111122223333:policy/rds-iam/orders-read')
    await client.send(new AttachRolePolicyCommand({ RoleName: 'grafana-agent', PolicyArn }))
    await client.send(new AttachRolePolicyCommand({ RoleName: 'grafana-agent', PolicyArn }))
    const attached = await client.send(new ListAttachedRolePoliciesCommand({ RoleName: 'grafana-agent' }))
    expect(attached.AttachedPolicies).toEqual([{ PolicyArn, PolicyName: 'orders-read' }])
    const users = await client.send(new ListEntitiesForPolicyCommand({ PolicyArn }))
    expect(users.PolicyRoles?.map(role => role.RoleName)).toEqual(['grafana-agent'])
    await expect(client.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    })
    await client.send(new DetachRolePolicyCommand({ RoleName: 'grafana-agent', PolicyArn }))
    await client.send(new DeletePolicyCommand({ PolicyArn }))
    await expect(client.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })

  account('names are unique and well formed, documents small enough', async ({ iam }) => {
    const create = (PolicyName: string, PolicyDocument = connect('a')) =>
      iam().send(new CreatePolicyCommand({ PolicyName, PolicyDocument }))
    await expect(create('ONCALL-db-access')).rejects.toMatchObject({
      name: 'EntityAlreadyExistsException',
      $metadata: { httpStatusCode: 409 },
    })
    await expect(
      create('old-language', connect('a').replace('2012-10-17', '2008-10-17')),
    ).rejects.toMatchObject({
      name: 'MalformedPolicyDocumentException',
    })
    await expect(create('no spaces')).rejects.toMatchObject({ name: 'ValidationError' })
    await expect(create('x'.repeat(129))).rejects.toMatchObject({ name: 'ValidationError' })
    await expect(create('big', many(75))).rejects.toMatchObject({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PolicySize: 6144',
    })
  })

  account('hold five versions; numbers are never used twice', async ({ iam }) => {
    const client = iam()
    const create = () =>
      client.send(
        new CreatePolicyVersionCommand({
          PolicyArn: ONCALL,
          PolicyDocument: connect('metrics'),
          SetAsDefault: true,
        }),
      )
    const versions = async () => {
      const answer = await client.send(new ListPolicyVersionsCommand({ PolicyArn: ONCALL }))
      return answer.Versions?.map(
        ({ VersionId, IsDefaultVersion }) => `${VersionId}${IsDefaultVersion ? '*' : ''}`,
      )
    }
    expect(await versions()).toEqual(['v7*', 'v6', 'v5', 'v4', 'v3'])
    await expect(create()).rejects.toMatchObject({ name: 'LimitExceededException' })
    await expect(
      client.send(new DeletePolicyVersionCommand({ PolicyArn: ONCALL, VersionId: 'v7' })),
    ).rejects.toMatchObject({ name: 'DeleteConflictException' })
    await client.send(new DeletePolicyVersionCommand({ PolicyArn: ONCALL, VersionId: 'v3' }))
    expect((await create()).PolicyVersion?.VersionId).toBe('v8')
    await client.send(new SetDefaultPolicyVersionCommand({ PolicyArn: ONCALL, VersionId: 'v7' }))
    await client.send(new DeletePolicyVersionCommand({ PolicyArn: ONCALL, VersionId: 'v8' }))
    expect((await create()).PolicyVersion?.VersionId).toBe('v9')
    expect(await versions()).toEqual(['v9*', 'v7', 'v6', 'v5', 'v4'])
    const gone = client.send(new GetPolicyVersionCommand({ PolicyArn: ONCALL, VersionId: 'v8' }))
    await expect(gone).rejects.toMatchObject({ name: 'NoSuchEntityException' })
  })

  account('of AWS are nobody’s to write, and service-role policies fit no ordinary role', async ({ iam }) => {
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess'
    await expect(
      iam().send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: connect('a') })),
    ).rejects.toMatchObject({ name: 'AccessDenied' })
    const service = 'arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy'
    await expect(
      iam().send(new AttachRolePolicyCommand({ RoleName: 'orders-api', PolicyArn: service })),
    ).rejects.toMatchObject({ name: 'PolicyNotAttachableException' })
  })

  account('quotas are those of the account summary', async ({ iam }) => {
    const { SummaryMap = {} } = await iam().send(new GetAccountSummaryCommand({}))
    expect(SummaryMap).toMatchObject({
      PolicySizeQuota: 6144,
      VersionsPerPolicyQuota: 5,
      AttachedPoliciesPerRoleQuota: 20,
      AttachedPoliciesPerUserQuota: 10,
    })
    const client = iam()
    const quota = SummaryMap.AttachedPoliciesPerRoleQuota ?? 0
    for (let index = 0; index <= quota; index++) {
      const created = await client.send(
        new CreatePolicyCommand({ PolicyName: `p${index}`, PolicyDocument: connect('a') }),
      )
      const attach = client.send(
        new AttachRolePolicyCommand({ RoleName: 'inventory-dashboard', PolicyArn: created.Policy?.Arn }),
      )
      if (index < quota) await attach
      else
        await expect(attach).rejects.toMatchObject({
          message: `Cannot exceed quota for PoliciesPerRole: ${quota}`,
        })
    }
  })

  account('carry tags with keys unique without regard to case', async ({ iam }) => {
    const client = iam()
    const tag = (Key: string, Value: string) =>
      client.send(new TagPolicyCommand({ PolicyArn: ONCALL, Tags: [{ Key, Value }] }))
    await tag('Owner', 'a')
    await tag('owner', 'b')
    const found = await client.send(new GetPolicyCommand({ PolicyArn: ONCALL }))
    expect(found.Policy?.Tags).toEqual([{ Key: 'owner', Value: 'b' }])
    await expect(tag('aws:x', 'b')).rejects.toMatchObject({ name: 'InvalidInputException' })
  })
})

describe('permissions boundaries', () => {
  account('are set, take effect, keep their policy from deletion, and go', async ({ iam }) => {
    const client = iam()
    const PermissionsBoundary = 'arn:aws:iam::111122223333:policy/storage-only-boundary'
    const decision = async () => {
      const answer = await client.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: 'arn:aws:iam::111122223333:role/grafana-agent',
          ActionNames: ['rds-db:connect'],
          ResourceArns: [
            'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-7QK4M2XVN5RJ3HBTLWYC6DZEPA/metrics',
          ],
        }),
      )
      return answer.EvaluationResults?.[0]?.EvalDecision
    }
    const RoleName = 'grafana-agent'
    await client.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }))
    expect(await decision()).toBe('implicitDeny')
    await expect(
      client.send(new DeletePolicyCommand({ PolicyArn: PermissionsBoundary })),
    ).rejects.toMatchObject({
      name: 'DeleteConflictException',
    })
    await client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }))
    expect(await decision()).toBe('allowed')
    await expect(client.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })
})
