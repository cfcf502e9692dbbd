import { EmptyState } from '@/components/empty-state'
import { formatCount } from '@/lib/format'
import type { Connections } from '@/lib/services/tokens/list-connections'

export type ListedFrom = Pick<Connections, 'typed' | 'targets' | 'unread' | 'regions'>

/** Nothing matches, nobody is known inside, or there is no target: and what of that is only not read. */
export function NoOptions({ query, reading }: { query: string; reading: ListedFrom }) {
  const { typed, targets, unread, regions } = reading
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
