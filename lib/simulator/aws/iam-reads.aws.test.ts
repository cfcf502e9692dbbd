import {
  GetAccessKeyLastUsedCommand,
  GetGroupCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListAttachedGroupPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListGroupPoliciesCommand,
  ListGroupsCommand,
  ListGroupsForUserCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListUsersCommand,
  paginateListRoles,
  TagRoleCommand,
  UntagRoleCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { account } from '@/lib/simulator/aws/testing/account-fixture'
import { SSO } from '@/lib/simulator/world/cast-people'
import { ADMINISTRATOR_KEY } from '@/lib/simulator/world/cast-users'

describe('reading IAM piece by piece', () => {
  account('users, their groups and keys', async ({ iam, clock }) => {
    const client = iam()
    expect((await client.send(new GetUserCommand({}))).User?.UserName).toBe('jonas.lindqvist')
    const ana = await client.send(new GetUserCommand({ UserName: 'ANA' }))
    expect(ana.User).toMatchObject({ UserName: 'ana', Tags: [{ Key: 'team', Value: 'checkout' }] })
    const groups = await client.send(new ListGroupsForUserCommand({ UserName: 'bo' }))
    expect(groups.Groups?.map(group => group.GroupName)).toEqual(['developers', 'leavers'])
    const services = await client.send(new ListUsersCommand({ PathPrefix: '/service/' }))
    expect(services.Users?.map(user => user.UserName)).toEqual(['metabase', 'ci-legacy'])
    const keys = await client.send(new ListAccessKeysCommand({ UserName: 'ci-legacy' }))
    expect(keys.AccessKeyMetadata?.map(key => key.Status)).toEqual(['Active', 'Inactive'])
    const used = await client.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: ADMINISTRATOR_KEY.id }))
    expect(used.AccessKeyLastUsed).toEqual({
      LastUsedDate: clock.now,
      ServiceName: 'iam',
      Region: 'us-east-1',
    })
    const policy = await client.send(
      new GetUserPolicyCommand({ UserName: 'ci-legacy', PolicyName: 'nightly-import' }),
    )
    expect(decodeURIComponent(policy.PolicyDocument ?? '')).toContain('billing_rw')
  })

  account('groups and what they lend', async ({ iam }) => {
    const client = iam()
    const group = await client.send(new GetGroupCommand({ GroupName: 'developers' }))
    expect(group.Users?.map(user => user.UserName)).toEqual(['ana', 'bo'])
    expect((await client.send(new ListGroupsCommand({}))).Groups).toHaveLength(4)
    const GroupName = 'developers'
    const inline = await client.send(new ListGroupPoliciesCommand({ GroupName }))
    expect(inline.PolicyNames).toEqual(['own-dev-user-2009'])
    const attached = await client.send(new ListAttachedGroupPoliciesCommand({ GroupName }))
    expect(attached.AttachedPolicies?.map(policy => policy.PolicyName)).toEqual([
      'own-dev-user',
      'AmazonRDSReadOnlyAccess',
    ])
  })

  account('roles, one and all', async ({ iam, aws }) => {
    const client = iam()
    const etl = await client.send(new GetRoleCommand({ RoleName: 'analytics-etl' }))
    expect(etl.Role).toMatchObject({
      Arn: 'arn:aws:iam::111122223333:role/data/analytics-etl',
      PermissionsBoundary: {
        PermissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/data-workload-boundary',
      },
      RoleLastUsed: { Region: 'us-east-1' },
    })
    const names: (string | undefined)[] = []
    for await (const page of paginateListRoles({ client, pageSize: 7 }, {})) {
      names.push(...(page.Roles ?? []).map(role => role.RoleName))
    }
    expect(names).toEqual([...aws.world.roles.values()].map(({ name }) => name))
    const reserved = await client.send(new ListRolesCommand({ PathPrefix: '/aws-reserved/' }))
    expect(reserved.Roles?.map(role => role.RoleName)).toEqual(Object.values(SSO))
  })

  account('policies, and what uses them as what', async ({ iam }) => {
    const client = iam()
    const local = await client.send(new ListPoliciesCommand({ Scope: 'Local', OnlyAttached: true }))
    const names = local.Policies?.map(policy => policy.PolicyName)
    expect(names).toContain('oncall-db-access')
    expect(names).not.toContain('data-workload-boundary')
    const PolicyArn = 'arn:aws:iam::111122223333:policy/data-workload-boundary'
    const boundary = await client.send(new GetPolicyCommand({ PolicyArn }))
    expect(boundary.Policy).toMatchObject({ AttachmentCount: 0, PermissionsBoundaryUsageCount: 1 })
    const roles = async (PolicyUsageFilter: 'PermissionsPolicy' | 'PermissionsBoundary') => {
      const answer = await client.send(new ListEntitiesForPolicyCommand({ PolicyArn, PolicyUsageFilter }))
      return answer.PolicyRoles?.map(role => role.RoleName)
    }
    expect(await roles('PermissionsBoundary')).toEqual(['analytics-etl'])
    expect(await roles('PermissionsPolicy')).toEqual([])
    expect((await client.send(new ListAccountAliasesCommand({}))).AccountAliases).toEqual(['larkspur-prod'])
  })

  account('tags of roles come and go', async ({ iam }) => {
    const client = iam()
    const RoleName = 'orders-api'
    await client.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'env', Value: 'prod' }] }))
    expect((await client.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([
      { Key: 'env', Value: 'prod' },
    ])
    await client.send(new UntagRoleCommand({ RoleName, TagKeys: ['ENV'] }))
    expect((await client.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([])
  })

  account('what is not there, and what makes no sense', async ({ iam }) => {
    const client = iam()
    const missing = { name: 'NoSuchEntityException', $metadata: { httpStatusCode: 404 } }
    await expect(client.send(new GetUserCommand({ UserName: 'nobody' }))).rejects.toMatchObject(missing)
    const PolicyArn = 'arn:aws:iam::111122223333:policy/nothing'
    await expect(client.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject(missing)
    for (const bad of ['short', 'arn:aws:rds:us-east-1:111122223333:db:x']) {
      await expect(client.send(new GetPolicyCommand({ PolicyArn: bad }))).rejects.toMatchObject({
        name: 'ValidationError',
        $metadata: { httpStatusCode: 400 },
      })
    }
    await expect(client.send(new ListRolesCommand({ MaxItems: 1001 }))).rejects.toMatchObject({
      name: 'ValidationError',
    })
    await expect(client.send(new ListRolesCommand({ Marker: 'made-up' }))).rejects.toMatchObject({
      name: 'ValidationError',
    })
  })
})
