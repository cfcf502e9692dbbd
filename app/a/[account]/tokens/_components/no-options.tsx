import { EmptyState } from '@/components/empty-state'
import { formatCount } from '@/lib/format'
import type { Connections } from '@/lib/services/tokens/list-connections'

export type ListedFrom = Pick<
  Connections,
  'typed' | 'targets' | 'total' | 'unread' | 'regions' | 'callerArn' | 'signAs'
>

/** Nothing matches, nobody is known inside, or there is no target: and what of that is only not read. */
export function NoOptions({ query, reading }: { query: string; reading: ListedFrom }) {
  const { typed, targets, total, unread, regions } = reading
  const missing = unread ? ` Missing here: ${unread}.` : ''
  if (query)
    return (
      <EmptyState title={`Nothing ${unread ? 'that was read ' : ''}matches “${query}”`}>
        Targets are found by name and database users by theirs, in every region that is read.{missing}
        {typed === null ? null : ' A user that is not known can be typed after the whole name of its target.'}
      </EmptyState>
    )
  if (targets === 0)
    return (
      <EmptyState title={unread ? 'No target was read' : 'There is no target'}>
        {unread ? `${unread}.` : `RDS answered in ${regions.join(', ')} with no targets.`}
      </EmptyState>
    )
  if (typed === null && total > 0) return <SignsForNobody reading={reading} missing={missing} />
  return (
    <EmptyState
      title={
        typed === null
          ? `No database user is known on ${formatCount(targets, 'target')}`
          : 'Which database users there are is not known'
      }
    >
      {typed === null
        ? 'Database users are known from policies that name them and from databases that were read.'
        : 'Neither policies nor databases were read. A token can be issued all the same: type the name of a target and of a database user, as in orders-prod app_readonly.'}
      {missing}
    </EmptyState>
  )
}

/** Not a list of rows that nobody can use: what to set, and how to sign without this server meanwhile. */
function SignsForNobody({ reading, missing }: { reading: ListedFrom; missing: string }) {
  const { total, callerArn, signAs } = reading
  return (
    <EmptyState
      title={`${signAs === 'caller' ? 'This server' : 'The chosen signer'} may sign for none of ${formatCount(total, 'pair')} of target and database user`}
    >
      Allow <code>rds-db:connect</code> on the database users to{' '}
      <code className="break-all">{signAs === 'caller' ? callerArn : signAs}</code>, or let this server assume
      a role that has it: <code>sts:AssumeRole</code> in its policy and its ARN in the role’s trust policy.
      {missing} With a session of your own that may connect:{' '}
      <code className="break-all">
        aws rds generate-db-auth-token --hostname HOST --port PORT --region REGION --username USER
      </code>
      . A pair that is not yours can still be looked for by name.
    </EmptyState>
  )
}
