import { EmptyState } from '@/components/empty-state'
import { Moment } from '@/components/moment'
import { ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FindingList } from '@/lib/services/findings/list-findings'
import type { FindingQuery } from '../search-params'

/** What was looked at and when, and what could not be: nothing found is only as good as what was read. */
function Clean({ list: { checked, iam, caveats, readAt } }: { list: FindingList }) {
  const { rules, policies, principals, targets, scans } = checked
  return (
    <EmptyState
      title={
        iam.state === 'read'
          ? 'Nothing is wrong in what was read'
          : 'Nothing was wrong in the policies of then'
      }
    >
      {formatCount(rules, 'rule')} asked at <Moment iso={readAt} now={new Date().toISOString()} /> of{' '}
      {formatCount(policies, 'policy', 'policies')},{' '}
      {formatCount(principals, 'user or role', 'users and roles')} and {formatCount(targets, 'target')}.{' '}
      {scans < targets
        ? `The database users of ${formatCount(targets - scans, 'target')} were never read, so nothing is known about them. `
        : null}
      {caveats.length > 0 ? (
        <>
          Not read: {caveats.map(({ subject }) => subject).join(', ')}. What they would show could not be
          checked.
        </>
      ) : null}
    </EmptyState>
  )
}

/** Why the list is empty, and the one way out of it. */
export function NoFindings({ list, query }: { list: FindingList; query: FindingQuery }) {
  const filtered = query.q !== '' || query.severity.length + query.target.length + query.kind.length > 0
  if (filtered)
    return (
      <EmptyState
        title="No finding matches"
        actions={
          <ButtonLink
            href={routes.findings(query.account, { state: query.state === 'open' ? null : query.state })}
          >
            Clear filters
          </ButtonLink>
        }
      >
        The filters hide all of them.
      </EmptyState>
    )
  if (query.state === 'accepted')
    return (
      <EmptyState title="Nothing is accepted">
        A finding that somebody answers for stands here until its day, with name and reason.
      </EmptyState>
    )
  return <Clean list={list} />
}
