import 'server-only'
import {
  type Parameter,
  paginateDescribeDBClusterParameters,
  paginateDescribeDBParameters,
} from '@aws-sdk/client-rds'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { awsFact } from '@/lib/aws/aws-facts'
import { rdsClient } from '@/lib/aws/clients'
import { tlsByDefault } from '@/lib/aws/rds-engine'
import { everyPage } from '@/lib/aws/whole-answer'
import { AppError } from '@/lib/errors'

const TEN_MINUTES = 10 * 60 * 1000

async function findParameter(
  account: Account,
  target: Target,
  group: string,
  name: string,
): Promise<Parameter | null> {
  const scope = target.kind === 'instance' ? 'DBParameters' : 'DBClusterParameters'
  const call = { action: `rds:Describe${scope}`, doing: `read the parameters of ${target.name}` }
  const paging = { client: rdsClient(account, target.region), pageSize: 100 }
  const Filters = [{ Name: 'parameter-name', Values: [name] }]
  const pages =
    target.kind === 'instance'
      ? paginateDescribeDBParameters(paging, { DBParameterGroupName: group, Filters })
      : paginateDescribeDBClusterParameters(paging, { DBClusterParameterGroupName: group, Filters })
  const parameters = await everyPage(account, call, pages, 'Parameters')
  return parameters.find(parameter => parameter.ParameterName === name) ?? null
}

/** RDS User Guide, "Using SSL with a PostgreSQL DB instance" and "Requiring SSL/TLS for MySQL". Not told: not known. */
export async function withTls(
  account: Account,
  target: Target,
  unread: (error: AppError) => void,
): Promise<Target> {
  const { parameterGroup: group, region, kind } = target
  const { tlsParameter } = familyOf(target)
  if (group === null || kind === 'proxy' || !tlsParameter) return target
  const { name } = tlsParameter
  try {
    const parameter = await awsFact(
      account,
      `parameter ${kind} ${region} ${group} ${name}`,
      TEN_MINUTES,
      () => findParameter(account, target, group, name),
    )
    const value = parameter?.ParameterValue
    const tlsEnforced = value
      ? /^(1|on|true)$/i.test(value)
      : tlsByDefault(target.engine, target.engineVersion)
    return { ...target, tlsEnforced }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    unread(error)
    return target
  }
}
