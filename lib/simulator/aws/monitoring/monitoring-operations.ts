import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import type { Parameters } from '@/lib/simulator/aws/parameters'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'

const MINUTE_MS = 60_000
/** In bytes: of what runs, always enough. */
const FREE_MEMORY = 6_442_450_944

/** CloudWatch API Reference, GetMetricData: where nothing was measured there are no values, which is no zero. */
export const monitoringOperations: Operations = {
  GetMetricData: {
    resource: () => '*',
    perform(call) {
      const { parameters } = call
      const queries = parameters.structures('MetricDataQueries')
      if (queries.length === 0)
        throw new AwsError(
          'ValidationError',
          400,
          'The parameter MetricDataQueries must contain at least one query',
        )
      return {
        MetricDataResults: members(queries.map(query => resultOf(call, query))),
        Messages: members([]),
      }
    },
  },
}

function resultOf(call: Call, query: Parameters): XmlObject {
  const metric = (name: string) => query.text(`MetricStat.Metric.${name}`) ?? ''
  const [dimension] = query.structures('MetricStat.Metric.Dimensions')
  const asked = `${dimension?.text('Name')}=${dimension?.text('Value')}`
  const points = metric('Namespace') === 'AWS/RDS' ? pointsOf(call, metric('MetricName'), asked) : []
  return {
    Id: query.text('Id') ?? '',
    Label: metric('MetricName'),
    // Seconds, as AWS JSON writes dates.
    Timestamps: members(points.map(([at]) => at / 1000)),
    Values: members(points.map(([, value]) => value)),
    StatusCode: 'Complete',
  }
}

/** One a minute, the newest first. */
function pointsOf(call: Call, name: string, dimension: string): [number, number][] {
  const { world, region, parameters } = call
  const from = Number(parameters.text('StartTime')) * 1000
  const until = Number(parameters.text('EndTime')) * 1000
  if (name === 'FreeableMemory') return runs(call, dimension) ? [[minuteOf(until), FREE_MEMORY]] : []
  const minutes = new Map<number, number>()
  for (const sample of world.samples) {
    const at = sample.at.getTime()
    const isAsked = sample.region === region && sample.name === name && sample.dimension === dimension
    if (isAsked && at >= from && at <= until) minutes.set(minuteOf(at), (minutes.get(minuteOf(at)) ?? 0) + 1)
  }
  return [...minutes].sort(([one], [other]) => other - one)
}

const minuteOf = (at: number) => Math.floor(at / MINUTE_MS) * MINUTE_MS

function runs({ world, region }: Call, dimension: string): boolean {
  const [, identifier = ''] = /^DBInstanceIdentifier=(.+)$/.exec(dimension) ?? []
  const instance = world.rds.get(region)?.instances.get(identifier)
  return instance !== undefined && instance.status !== 'stopped'
}
