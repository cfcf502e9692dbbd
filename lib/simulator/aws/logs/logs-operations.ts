import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call, Operations } from '@/lib/simulator/aws/call'
import { members } from '@/lib/simulator/aws/xml'

const groupName = ({ parameters }: Call) => parameters.required('logGroupName')

/** CloudWatch Logs User Guide, "Filter pattern syntax": terms in quotes must all stand in the message, letter by letter. */
function termsOf(pattern: string): string[] {
  return [...pattern.matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map(([, quoted, bare]) =>
    (quoted ?? bare ?? '').replaceAll(/\\(.)/g, '$1'),
  )
}

export const logsOperations: Operations = {
  FilterLogEvents: {
    resource: call =>
      `arn:${call.world.partition}:logs:${call.region}:${call.world.accountId}:log-group:${groupName(call)}:*`,
    perform(call) {
      const { world, region, parameters } = call
      const events = world.logs.get(`${region} ${groupName(call)}`)
      if (!events)
        throw new AwsError('ResourceNotFoundException', 400, 'The specified log group does not exist.')
      const time = (name: string) => Number(parameters.text(name) ?? Number.NaN)
      const terms = termsOf(parameters.text('filterPattern') ?? '')
      const found = events.filter(
        ({ at, message }) =>
          !(at.getTime() < time('startTime') || at.getTime() > time('endTime')) &&
          terms.every(term => message.includes(term)),
      )
      if (parameters.text('startFromHead') === 'false') found.reverse()
      const from = Number(parameters.text('nextToken') ?? 0)
      const until = from + Math.min(parameters.integer('limit') ?? 10_000, parameters.mostItems)
      return {
        events: members(
          found.slice(from, until).map(({ id, at, stream, message }) => ({
            eventId: id,
            ingestionTime: at.getTime(),
            logStreamName: stream,
            message,
            timestamp: at.getTime(),
          })),
        ),
        searchedLogStreams: members([]),
        nextToken: until < found.length ? `${until}` : undefined,
      }
    },
  },
}
