import 'server-only'
import {
  type Parameter,
  paginateDescribeDBClusterParameters,
  paginateDescribeDBParameters,
} from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/target'
import { rdsClient } from '@/lib/aws/clients'
import { callAws } from '@/lib/aws/errors'
import { keptFor } from '@/lib/aws/kept-for'
import { tlsByDefault, tlsParameter } from '@/lib/aws/rds-engine'

const TEN_MINUTES = 10 * 60 * 1000

async function findParameter(target: Target, group: string, name: string): Promise<Parameter | null> {
  const paging = { client: rdsClient(target.region), pageSize: 100 }
  const Filters = [{ Name: 'parameter-name', Values: [name] }]
  const pages =
    target.kind === 'instance'
      ? paginateDescribeDBParameters(paging, { DBParameterGroupName: group, Filters })
      : paginateDescribeDBClusterParameters(paging, { DBClusterParameterGroupName: group, Filters })
  for await (const { Parameters } of pages) {
    const found = Parameters?.find(parameter => parameter.ParameterName === name)
    if (found) return found
  }
  return null
}

/** RDS User Guide, "Using SSL with a PostgreSQL DB instance" and "Requiring SSL/TLS for MySQL". Not allowed to ask: not known. */
export async function withTls(target: Target): Promise<Target> {
  const { parameterGroup: group, family, region, kind } = target
  if (group === null || kind === 'proxy' || family === 'other') return target
  const name = tlsParameter(family)
  const scope = kind === 'instance' ? 'DBParameters' : 'DBClusterParameters'
  const call = { action: `rds:Describe${scope}`, doing: `read the parameters of ${target.name}` }
  try {
    const parameter = await keptFor(`${scope} ${region} ${group} ${name}`, TEN_MINUTES, () =>
      callAws(call, () => findParameter(target, group, name)),
    )
    const value = parameter?.ParameterValue
    const tlsEnforced = value
      ? /^(1|on|true)$/i.test(value)
      : tlsByDefault(target.engine, target.engineVersion)
    return { ...target, tlsEnforced }
  } catch {
    return target
  }
}
