import { EmptyState } from '@/components/empty-state'
import { ShellCode } from '@/components/shell-code'
import { tokenCommand } from '@/lib/connect/token-command'
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
  const { total, callerArn, signAs, regions } = reading
  const [region = REGION_PLACE, other] = regions
  return (
    <>
      <EmptyState
        title={`${signAs === 'caller' ? 'This server' : 'The chosen signer'} may sign for none of ${formatCount(total, 'pair')} of target and database user`}
      >
        Allow <code>rds-db:connect</code> on the database users to{' '}
        <code className="break-all">{signAs === 'caller' ? callerArn : signAs}</code>, or let this server
        assume a role that has it: <code>sts:AssumeRole</code> in its policy and its ARN in the role’s trust
        policy.{missing} A pair that is not yours can still be looked for by name.
      </EmptyState>
      <section aria-label="With a session of your own" className="m-5 max-md:mx-4">
        <h2 className="font-semibold">With a session of your own that may connect</h2>
        <ShellCode
          label="AWS CLI"
          text={tokenCommand({ ...PLACES, region: other === undefined ? region : REGION_PLACE })}
          className="mt-2"
        />
        <p className="mt-1.5 text-xs text-muted">
          Words in capitals are yours to put in. The tab Connect of a target has the line with all of them
          filled in.
        </p>
      </section>
    </>
  )
}

/** Stand where no target is chosen. */
const REGION_PLACE = 'REGION'
const PLACES = { endpoint: { host: 'HOST', port: 'PORT' }, databaseUser: 'DATABASE_USER' }
