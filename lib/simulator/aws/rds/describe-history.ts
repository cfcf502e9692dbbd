import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Operations } from '@/lib/simulator/aws/call'
import { page } from '@/lib/simulator/aws/rds/rds-paging'
import { rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import { list, members } from '@/lib/simulator/aws/xml'

/** What happened: blue/green deployments and events. */
export const describeHistory: Operations = {
  DescribeBlueGreenDeployments: {
    resource: call => rdsArn(call, 'deployment', call.parameters.text('BlueGreenDeploymentIdentifier')),
    perform(call) {
      const wanted = call.parameters.text('BlueGreenDeploymentIdentifier')
      const all = regionOf(call).blueGreen.filter(({ id }) => wanted === null || id === wanted)
      if (wanted !== null && all.length === 0) {
        const sentence = `BlueGreenDeployment ${wanted} not found.`
        throw new AwsError('BlueGreenDeploymentNotFoundFault', 404, sentence)
      }
      const { items, Marker } = page(all, call.parameters)
      const xml = items.map(({ id, name, source, target, status, createdAt }) => ({
        BlueGreenDeploymentIdentifier: id,
        BlueGreenDeploymentName: name,
        Source: source,
        Target: target,
        SwitchoverDetails: members([{ SourceMember: source, TargetMember: target, Status: status }]),
        Status: status,
        CreateTime: createdAt,
      }))
      return { Marker, BlueGreenDeployments: members(xml) }
    },
  },
  DescribeEvents: {
    resource: call => rdsArn(call, 'es', null),
    perform(call) {
      const { parameters, now } = call
      const minutes = parameters.integer('Duration') ?? 60
      const start = dateOf(parameters.text('StartTime')) ?? new Date(now.getTime() - minutes * 60_000)
      const end = dateOf(parameters.text('EndTime')) ?? now
      const source = parameters.text('SourceIdentifier')
      const type = parameters.text('SourceType')
      const wanted = regionOf(call)
        .events.filter(({ at }) => at >= start && at <= end)
        .filter(event => source === null || event.source === source)
        .filter(event => type === null || event.sourceType === type)
      const { items, Marker } = page(wanted, parameters)
      const xml = items.map(event => ({
        SourceIdentifier: event.source,
        SourceType: event.sourceType,
        Message: event.message,
        EventCategories: list('EventCategory', event.categories),
        Date: event.at,
        SourceArn: event.sourceArn,
      }))
      return { Marker, Events: list('Event', xml) }
    },
  },
}

function dateOf(text: string | null): Date | null {
  if (text === null) return null
  const date = new Date(text)
  if (!Number.isNaN(date.getTime())) return date
  throw new AwsError('InvalidParameterValue', 400, `Invalid date: ${text}`)
}
