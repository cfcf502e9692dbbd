import {
  GetAccountAuthorizationDetailsCommand,
  paginateGetAccountAuthorizationDetails,
} from '@aws-sdk/client-iam'
import { DescribeDBClustersCommand, DescribeDBInstancesCommand } from '@aws-sdk/client-rds'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { describe, expect } from 'vitest'
import { account, largeAccountTest } from '@/lib/simulator/aws/testing/account-fixture'

describe('reading the account through the real clients', () => {
  account('knows its caller', async ({ sts }) => {
    const answer = await sts().send(new GetCallerIdentityCommand({}))
    expect(answer.Arn).toBe('arn:aws:iam::111122223333:user/jonas.lindqvist')
    expect(answer.Account).toBe('111122223333')
  })

  account('lists the instances and clusters of a Region', async ({ rds }) => {
    const instances = await rds().send(new DescribeDBInstancesCommand({}))
    const orders = instances.DBInstances?.find(instance => instance.DBInstanceIdentifier === 'orders-prod')
    expect(orders?.Endpoint).toMatchObject({
      Address: 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com',
      Port: 5432,
    })
    expect(orders?.IAMDatabaseAuthenticationEnabled).toBe(true)
    const clusters = await rds().send(new DescribeDBClustersCommand({}))
    expect(clusters.DBClusters?.map(cluster => cluster.DBClusterIdentifier)).toEqual([
      'analytics-dw',
      'ledger-prod',
      'identity-prod',
    ])
  })

  account('spreads entities over pages and encodes documents', async ({ iam }) => {
    const names: string[] = []
    const pages: number[] = []
    for await (const page of paginateGetAccountAuthorizationDetails({ client: iam(), pageSize: 10 }, {})) {
      const found = [
        ...(page.UserDetailList ?? []).map(user => user.Arn ?? ''),
        ...(page.GroupDetailList ?? []).map(group => group.Arn ?? ''),
        ...(page.RoleDetailList ?? []).map(role => role.Arn ?? ''),
        ...(page.Policies ?? []).map(policy => policy.Arn ?? ''),
      ]
      pages.push(found.length)
      names.push(...found)
    }
    expect(pages.length).toBeGreaterThan(5)
    expect(Math.max(...pages)).toBe(10)
    expect(new Set(names).size).toBe(names.length)
    const roles = await iam().send(
      new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], MaxItems: 1000 }),
    )
    const gatehouse = roles.RoleDetailList?.find(role => role.RoleName === 'gatehouse')
    const trust = gatehouse?.AssumeRolePolicyDocument ?? ''
    expect(trust).not.toContain('{')
    expect(JSON.parse(decodeURIComponent(trust)).Statement[0].Principal).toEqual({
      Service: 'ecs-tasks.amazonaws.com',
    })
  })

  largeAccountTest(
    'heavy pages are shorter than asked for, and nothing is lost between them',
    async ({ iam, aws }) => {
      const arns: (string | undefined)[] = []
      const sizes: number[] = []
      const paging = { client: iam(), pageSize: 1000 }
      for await (const page of paginateGetAccountAuthorizationDetails(paging, { Filter: ['Role', 'User'] })) {
        const found = [...(page.UserDetailList ?? []), ...(page.RoleDetailList ?? [])]
        sizes.push(found.length)
        arns.push(...found.map(({ Arn }) => Arn))
      }
      expect(Math.min(...sizes.slice(0, -1))).toBeLessThan(1000)
      const { users, roles } = aws.world
      expect(arns).toEqual([...users.values(), ...roles.values()].map(({ arn }) => arn))
    },
  )
})
