import 'server-only'
import {
  type DBCluster,
  type DBClusterEndpoint,
  type DBInstance,
  type DBProxy,
  type DBProxyEndpoint,
  type DBProxyTarget,
  type Filter,
  ListTagsForResourceCommand,
  paginateDescribeDBClusterEndpoints,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBProxies,
  paginateDescribeDBProxyEndpoints,
  paginateDescribeDBProxyTargets,
} from '@aws-sdk/client-rds'
import type { Account } from '@/lib/account'
import { awsFact } from '@/lib/aws/aws-facts'
import { callAws } from '@/lib/aws/aws-failure'
import { rdsClient } from '@/lib/aws/clients'
import { tagsOf } from '@/lib/aws/rds-mapping'
import { everyPage, listed } from '@/lib/aws/whole-answer'

const paging = (account: Account, region: string) => ({ client: rdsClient(account, region), pageSize: 100 })

const named = (name: string, value: string): { Filters: Filter[] } => ({
  Filters: [{ Name: name, Values: [value] }],
})

export function describeInstances(
  account: Account,
  region: string,
  filter?: [string, string],
): Promise<DBInstance[]> {
  const call = { action: 'rds:DescribeDBInstances', doing: `list the DB instances of ${region}` }
  const input = filter ? named(...filter) : {}
  return everyPage(account, call, paginateDescribeDBInstances(paging(account, region), input), 'DBInstances')
}

export function describeClusters(
  account: Account,
  region: string,
  filter?: [string, string],
): Promise<DBCluster[]> {
  const call = { action: 'rds:DescribeDBClusters', doing: `list the DB clusters of ${region}` }
  const input = filter ? named(...filter) : {}
  return everyPage(account, call, paginateDescribeDBClusters(paging(account, region), input), 'DBClusters')
}

export function describeClusterEndpoints(
  account: Account,
  region: string,
  name: string,
): Promise<DBClusterEndpoint[]> {
  const call = { action: 'rds:DescribeDBClusterEndpoints', doing: `read the custom endpoints of ${name}` }
  const input = { DBClusterIdentifier: name }
  const pages = paginateDescribeDBClusterEndpoints(paging(account, region), input)
  return everyPage(account, call, pages, 'DBClusterEndpoints')
}

export function describeProxies(account: Account, region: string): Promise<DBProxy[]> {
  const call = { action: 'rds:DescribeDBProxies', doing: `list the proxies of ${region}` }
  return everyPage(account, call, paginateDescribeDBProxies(paging(account, region), {}), 'DBProxies')
}

export function describeProxyTargets(
  account: Account,
  region: string,
  name: string,
): Promise<DBProxyTarget[]> {
  const call = { action: 'rds:DescribeDBProxyTargets', doing: `read what stands behind ${name}` }
  const input = { DBProxyName: name }
  return everyPage(account, call, paginateDescribeDBProxyTargets(paging(account, region), input), 'Targets')
}

export function describeProxyEndpoints(account: Account, region: string): Promise<DBProxyEndpoint[]> {
  const call = { action: 'rds:DescribeDBProxyEndpoints', doing: `list the proxy endpoints of ${region}` }
  return everyPage(
    account,
    call,
    paginateDescribeDBProxyEndpoints(paging(account, region), {}),
    'DBProxyEndpoints',
  )
}

const TEN_MINUTES = 10 * 60 * 1000

/** Of proxies alone, one call each: instances and clusters bring theirs along. */
export async function describeTags(
  account: Account,
  region: string,
  arn: string,
): Promise<Record<string, string>> {
  const call = { action: 'rds:ListTagsForResource', doing: `read the tags of ${arn}` }
  const command = new ListTagsForResourceCommand({ ResourceName: arn })
  return awsFact(account, `tags ${arn}`, TEN_MINUTES, async () => {
    const { TagList } = await callAws(account, call, () => rdsClient(account, region).send(command))
    return tagsOf(listed(call, 'TagList', TagList))
  })
}
