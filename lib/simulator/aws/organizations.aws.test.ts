import {
  DescribeAccountCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  ListParentsCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  type OrganizationsClient,
  paginateListPoliciesForTarget,
} from '@aws-sdk/client-organizations'
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds'
import { AssumeRoleCommand, GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { openSession } from '@/lib/simulator/aws/open-session'
import { account } from '@/lib/simulator/aws/testing/account-fixture'
import { GATEHOUSE_ROLE, ORGANIZATION_READER } from '@/lib/simulator/world/cast-gatehouse'
import { DEVELOPER_KEY } from '@/lib/simulator/world/cast-users'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

const ROOTS = new ListRootsCommand({})
const ORGANIZATION = new DescribeOrganizationCommand({})

function asGatehouse(world: World, now: Date) {
  const asked = {
    principalArn: GATEHOUSE_ROLE,
    name: 'server',
    seconds: 3600,
    sessionPolicies: [],
    tags: [],
  }
  const { accessKeyId, secret, token } = openSession(world, asked, now)
  return { accessKeyId, secretAccessKey: secret, sessionToken: token }
}

async function becomeReader(sts: STSClient) {
  const command = new AssumeRoleCommand({ RoleArn: ORGANIZATION_READER, RoleSessionName: 'gatehouse' })
  const { Credentials } = await sts.send(command)
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
}

async function policiesOf(client: OrganizationsClient, TargetId: string): Promise<string[]> {
  const asked = { TargetId, Filter: 'SERVICE_CONTROL_POLICY' as const }
  const names: string[] = []
  for await (const page of paginateListPoliciesForTarget({ client, pageSize: 20 }, asked))
    names.push(...(page.Policies ?? []).map(({ Name }) => Name ?? ''))
  return names
}

describe('a member account', () => {
  account(
    'learns of its organisation, and is refused the rest whatever IAM allows',
    async ({ organizations }) => {
      const client = organizations()
      expect((await client.send(ORGANIZATION)).Organization).toMatchObject({
        Id: 'o-7qk4m2xvn5',
        MasterAccountId: '999900001111',
        FeatureSet: 'ALL',
      })
      await expect(client.send(ROOTS)).rejects.toMatchObject({
        name: 'AccessDeniedException',
        message: "You don't have permissions to access this resource.",
        $metadata: { httpStatusCode: 400 },
      })
    },
  )

  account('is refused by IAM first, in a sentence that names the action', async ({ organizations }) => {
    const credentials = { accessKeyId: DEVELOPER_KEY.id, secretAccessKey: DEVELOPER_KEY.secret }
    await expect(organizations({ credentials }).send(ORGANIZATION)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: organizations:DescribeOrganization on'),
    })
  })

  account('reads all of it once the organisation delegates', async ({ aws, organizations }) => {
    aws.world.organization?.delegatedAccounts.push(ACCOUNT)
    expect((await organizations().send(ROOTS)).Roots).toMatchObject([{ Name: 'Root' }])
  })

  account('in no organisation is told so', async ({ aws, organizations }) => {
    aws.world.organization = null
    await expect(organizations().send(ORGANIZATION)).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    })
  })
})

describe('the reader role of the management account', () => {
  account('is a caller of that account, and may do nothing else', async ({ aws, sts, rds, clock }) => {
    const credentials = await becomeReader(sts({ credentials: asGatehouse(aws.world, clock.now) }))
    expect(await sts({ credentials }).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '999900001111',
      Arn: 'arn:aws:sts::999900001111:assumed-role/gatehouse-organization-reader/gatehouse',
    })
    await expect(rds({ credentials }).send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })

  account('opens to the dashboard alone', async ({ sts }) => {
    await expect(becomeReader(sts())).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  account(
    'walks from the account up to the root and reads what is attached',
    async ({ aws, sts, organizations, clock }) => {
      const credentials = await becomeReader(sts({ credentials: asGatehouse(aws.world, clock.now) }))
      const client = organizations({ credentials })
      const parents = async (ChildId: string) =>
        (await client.send(new ListParentsCommand({ ChildId }))).Parents
      const [unit] = (await parents(ACCOUNT)) ?? []
      expect(unit?.Type).toBe('ORGANIZATIONAL_UNIT')
      const unitId = unit?.Id ?? ''
      expect(await parents(unitId)).toEqual([{ Id: 'r-x7k2', Type: 'ROOT' }])
      const named = await client.send(new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unitId }))
      expect(named.OrganizationalUnit?.Name).toBe('Production')
      const { Account } = await client.send(new DescribeAccountCommand({ AccountId: ACCOUNT }))
      expect(Account).toMatchObject({ Name: 'larkspur-prod', State: 'ACTIVE' })
      expect(await policiesOf(client, 'r-x7k2')).toEqual(['FullAWSAccess'])
      expect(await policiesOf(client, unitId)).toEqual(['FullAWSAccess', 'org-data-guardrail'])
      const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: 'p-4x7qzv5n' }))
      expect(Policy?.PolicySummary).toMatchObject({
        Arn: 'arn:aws:organizations::999900001111:policy/o-7qk4m2xvn5/service_control_policy/p-4x7qzv5n',
        AwsManaged: false,
      })
      expect(JSON.parse(Policy?.Content ?? '').Statement).toHaveLength(5)
    },
  )
})

describe('pages and faults', () => {
  account('an empty page may still have more behind it', async ({ aws, organizations }) => {
    const { organization } = aws.world
    if (!organization) throw new Error('The cast has an organisation.')
    organization.delegatedAccounts.push(ACCOUNT)
    organization.emptyPages = 1
    const asked = { TargetId: 'r-x7k2', Filter: 'SERVICE_CONTROL_POLICY' as const }
    const first = await organizations().send(new ListPoliciesForTargetCommand(asked))
    expect(first).toMatchObject({ Policies: [], NextToken: expect.any(String) })
    expect(await policiesOf(organizations(), 'r-x7k2')).toEqual(['FullAWSAccess'])
    const tooMany = new ListPoliciesForTargetCommand({ ...asked, MaxResults: 21 })
    await expect(organizations().send(tooMany)).rejects.toMatchObject({ name: 'InvalidInputException' })
  })

  account('faults speak the names of this service', async ({ aws, organizations }) => {
    aws.faults.set({ rules: [{ kind: 'throttle', service: 'organizations', times: 1 }] })
    await expect(organizations().send(ORGANIZATION)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
    })
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeOrganization' }] })
    await expect(organizations().send(ORGANIZATION)).rejects.toMatchObject({ name: 'AccessDeniedException' })
    aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
    await expect(organizations().send(ORGANIZATION)).rejects.toMatchObject({ name: 'ExpiredTokenException' })
  })
})
