import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { filtered } from '@/lib/simulator/aws/rds/filters'
import { page } from '@/lib/simulator/aws/rds/rds-paging'
import { rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import { list, type XmlObject } from '@/lib/simulator/aws/xml'

/** The parameters that matter for logins; real groups hold hundreds more. */
export const describeParameters: Operations = {
  DescribeDBParameters: {
    resource: call => rdsArn(call, 'pg', call.parameters.text('DBParameterGroupName')),
    perform: call => answer(call, 'DBParameterGroupName'),
  },
  DescribeDBClusterParameters: {
    resource: call => rdsArn(call, 'cluster-pg', call.parameters.text('DBClusterParameterGroupName')),
    perform: call => answer(call, 'DBClusterParameterGroupName'),
  },
}

function answer(call: Call, nameParameter: string): XmlObject {
  const { parameters } = call
  const name = parameters.required(nameParameter)
  const own = regionOf(call).parameterGroups.get(name)
  const values = { ...defaults(call, name), ...own }
  if (!own && Object.keys(values).length === 0) {
    throw new AwsError('DBParameterGroupNotFound', 404, `DBParameterGroup not found: ${name}`)
  }
  const source = parameters.text('Source')
  const all = Object.entries(values)
    .map(([key, value]) => ({ key, value, source: own && key in own ? 'user' : 'system' }))
    .filter(item => source === null || item.source === source)
  const wanted = filtered(all, parameters, { 'parameter-name': ({ key }, names) => names.includes(key) })
  const { items, Marker } = page(wanted, parameters)
  const xml = items.map(item => ({
    ParameterName: item.key,
    ParameterValue: item.value,
    Source: item.source,
    ApplyType: 'dynamic',
    DataType: 'boolean',
    AllowedValues: '0,1',
    IsModifiable: true,
    ApplyMethod: 'immediate',
  }))
  return { Marker, Parameters: list('Parameter', xml) }
}

/** rds.force_ssl is 1 by default from PostgreSQL 15 on (17 for Aurora); MySQL asks for TLS only when told to. */
function defaults(call: Call, name: string): Record<string, string> {
  const [, engine, major] =
    /^default\.(aurora-postgresql|postgres|aurora-mysql|mysql|mariadb)(\d+)/.exec(name) ?? []
  const family = engine ?? engineUsing(call, name)
  if (!family) return {}
  if (!family.includes('postgres')) return { require_secure_transport: '0' }
  const first = family === 'postgres' ? 15 : 17
  return { 'rds.force_ssl': Number(major ?? first) >= first ? '1' : '0', 'rds.iam_auth_for_replication': '0' }
}

function engineUsing(call: Call, name: string): string | undefined {
  const { instances, clusters } = regionOf(call)
  return [...instances.values(), ...clusters.values()].find(({ parameterGroup }) => parameterGroup === name)
    ?.engine
}
