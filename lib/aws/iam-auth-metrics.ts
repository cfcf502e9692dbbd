import 'server-only'
import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { metricsClient } from '@/lib/aws/clients'
import { brokenAnswer } from '@/lib/aws/whole-answer'

/** RDS User Guide, "Troubleshooting for IAM DB authentication": counted for the target, never for a user. */
const COUNTED = {
  requests: 'IamDbAuthConnectionRequests',
  success: 'IamDbAuthConnectionSuccess',
  failure: 'IamDbAuthConnectionFailure',
  invalidToken: 'IamDbAuthConnectionFailureInvalidToken',
  insufficientPermissions: 'IamDbAuthConnectionFailureInsufficientPermissions',
  throttling: 'IamDbAuthConnectionFailureThrottling',
  serverError: 'IamDbAuthConnectionFailureServerError',
} as const

type Counted = keyof typeof COUNTED
const NAMES = Object.keys(COUNTED) as Counted[]

export interface IamAuthMetrics {
  /** Null: nothing was measured, which is no zero. */
  sums: Record<Counted, number | null>
  /** The least of all members, lately; null: not measured. */
  freeMemoryBytes: number | null
}

type MeasuredTarget = Pick<Target, 'kind' | 'name' | 'region' | 'members'>

interface Dimension {
  Name: 'DBInstanceIdentifier' | 'DBClusterIdentifier'
  Value: string
}

/** AWS does not say whether a cluster carries them itself: it is asked, and so is each of its members. */
function dimensionsOf({ kind, name, members }: MeasuredTarget): Dimension[] {
  if (kind === 'instance') return [{ Name: 'DBInstanceIdentifier', Value: name }]
  const each = members.map(member => ({ Name: 'DBInstanceIdentifier' as const, Value: member.name }))
  return [{ Name: 'DBClusterIdentifier', Value: name }, ...each]
}

const queryOf = (Id: string, MetricName: string, dimension: Dimension, Stat: string): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: { Namespace: 'AWS/RDS', MetricName, Dimensions: [dimension] },
    Period: 60,
    Stat,
  },
})

export async function readIamAuthMetrics(
  account: Account,
  target: MeasuredTarget,
  [from, until]: [Date, Date],
): Promise<IamAuthMetrics> {
  // 500 metrics a call: a cluster has sixteen members at most.
  const dimensions = dimensionsOf(target)
  const queries = dimensions.flatMap((dimension, at) => [
    ...NAMES.map(name => queryOf(`${name}${at}`, COUNTED[name], dimension, 'Sum')),
    queryOf(`memory${at}`, 'FreeableMemory', dimension, 'Minimum'),
  ])
  const call = { action: 'cloudwatch:GetMetricData', doing: `read the metrics of ${target.name}` }
  const client = metricsClient(account, target.region)
  const values = new Map<string, number[]>()
  let NextToken: string | undefined
  do {
    const command = new GetMetricDataCommand({
      StartTime: from,
      EndTime: until,
      MetricDataQueries: queries,
      ...(NextToken ? { NextToken } : {}),
    })
    const answer = await callAws(account, call, () => client.send(command))
    if (!answer.MetricDataResults) throw brokenAnswer(call, 'HTTP 200 without MetricDataResults')
    for (const { Id = '', Values = [] } of answer.MetricDataResults)
      values.set(Id, [...(values.get(Id) ?? []), ...Values])
    if (answer.NextToken === NextToken) break
    NextToken = answer.NextToken
  } while (NextToken)
  const of = (name: string) => dimensions.map((_, at) => values.get(`${name}${at}`) ?? [])
  const sums = Object.fromEntries(NAMES.map(name => [name, sumOf(of(name), target.kind)]))
  const memory = of('memory').flat()
  return {
    sums: sums as IamAuthMetrics['sums'],
    freeMemoryBytes: memory.length > 0 ? Math.min(...memory) : null,
  }
}

/** That of the cluster itself counts its members already. */
function sumOf([own = [], ...members]: number[][], kind: Target['kind']): number | null {
  const measured = own.length > 0 || kind === 'instance' ? own : members.flat()
  return measured.length > 0 ? measured.reduce((sum, value) => sum + value, 0) : null
}
