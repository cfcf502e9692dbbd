import { FailurePanel } from '@/components/failure-panel'
import { isProduction, productionInWords } from '@/lib/access/model/production'
import { readPage } from '@/lib/actions/read-page'
import { listActivity } from '@/lib/services/activity/list-activity'
import { planIamAuth } from '@/lib/services/targets/plan-iam-auth'
import { readTarget, refOf, type TargetParams } from '../_components/read-target'
import { settingsQuery } from '../search-params'
import { ConnectionSecurity } from './_components/connection-security'
import { InstanceFacts } from './_components/instance-facts'
import { RecentChanges } from './_components/recent-changes'
import { SwitchDialog } from './_components/switch-dialog'
import { SwitchProgress } from './_components/switch-progress'
import { lastSwitchOf, progressOf } from './_components/switch-steps'
import { WaitingChanges } from './_components/waiting-changes'

interface Props {
  params: TargetParams
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** How the target is set up, what waits, and the switch: its plan opens at `?switch=on`. */
export default async function SettingsPage({ params, searchParams }: Props) {
  const ref = await refOf(params)
  const { switch: desired } = settingsQuery.parse(await searchParams)
  const [reading, activity, plan] = await Promise.all([
    readTarget(ref),
    readPage(context => listActivity(context, { resourceId: ref.resourceId, limit: 12 })),
    desired ? readPage(context => planIamAuth(context, { ...ref, desired })) : null,
  ])
  if (!reading.ok) return null
  const { target, usualSwitch, capabilities } = reading.value
  const records = activity.ok ? activity.value.records : []
  const lastSwitch = lastSwitchOf(records)
  const now = new Date().toISOString()
  const progress = progressOf(target, lastSwitch, now)
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {plan && !plan.ok && (
        <FailurePanel
          failure={plan}
          meaning="Whom the switch would let in or lock out cannot be shown, so there is no plan for it. Nothing was changed."
        />
      )}
      <div className="flex items-start gap-6 p-5 max-lg:flex-col max-md:p-4">
        <div className="grid w-full min-w-0 flex-1 gap-3">
          {progress && (
            <SwitchProgress
              progress={progress}
              target={target}
              lastSwitch={lastSwitch}
              usual={usualSwitch}
              now={now}
            />
          )}
          <ConnectionSecurity target={target} progress={progress} />
          <WaitingChanges target={target} />
          <InstanceFacts target={target} now={now} />
        </div>
        <RecentChanges records={records} now={now} failure={activity.ok ? null : activity} />
      </div>
      {plan?.ok && (
        <SwitchDialog
          key={plan.value.desired}
          plan={plan.value}
          accountId={target.accountId}
          facts={{
            engineLabel: target.engineLabel,
            family: target.family,
            production: isProduction(target) ? productionInWords(target) : null,
          }}
          mayModify={capabilities.includes('modify')}
          now={now}
        />
      )}
    </div>
  )
}
