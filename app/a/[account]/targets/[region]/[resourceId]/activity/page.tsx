import { ActivityList } from '@/components/activity-list'
import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { readPage } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import { listActivity } from '@/lib/services/activity/list-activity'
import { refOf, type TargetParams } from '../_components/read-target'

interface Props {
  params: TargetParams
}

/** What was done to this target through Gatehouse, newest first. */
export default async function TargetActivityPage({ params }: Props) {
  const { resourceId } = await refOf(params)
  const reading = await readPage(context => listActivity(context, { resourceId, limit: 100 }))
  if (!reading.ok) return <FailurePanel failure={reading} />
  if (reading.value.records.length === 0)
    return (
      <EmptyState title="Nothing was done to this target here yet">
        Switches, grants, tokens and readings made through Gatehouse are kept here. AWS CloudTrail has what
        was done elsewhere, but not database sign-ins.
      </EmptyState>
    )
  return <ActivityList page={reading.value} more={routes.activity({ target: resourceId })} />
}
