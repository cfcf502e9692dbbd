import { ActivityList } from '@/components/activity-list'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import type { Principal } from '@/lib/access/model/principal'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { listActivity } from '@/lib/services/activity/list-activity'

/** An entry names a principal by its label, or as the end of its ARN, path included. */
const namesOf = ({ arn, label }: Principal) => [label, arn.slice(arn.lastIndexOf(':') + 1)]

/** What was done to this principal, and for it, through Gatehouse. */
export async function ActivityTab({ principal }: { principal: Principal }) {
  const reading = await readPage(context =>
    listActivity(context, { principal: namesOf(principal), limit: 100 }),
  )
  if (!reading.ok) return <FailurePanel failure={reading} />
  if (reading.value.records.length === 0)
    return (
      <EmptyState title="Nothing was done about this principal here yet">
        Grants, removals, fixes and tokens made through Gatehouse are kept here. AWS CloudTrail has what was
        done elsewhere, but not database sign-ins.
      </EmptyState>
    )
  return <ActivityList page={reading.value} more={routes.activity({ q: principal.label, days: 'all' })} />
}
