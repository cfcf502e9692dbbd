import { Moment } from '@/components/moment'
import { Banner } from '@/components/ui/banner'
import { BottomBar } from '@/components/ui/bottom-bar'
import { classNames } from '@/components/ui/class-names'
import { Skeleton } from '@/components/ui/skeleton'
import type { ActionState } from '@/lib/actions/action-state'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { UserPlan } from '@/lib/provision/user-plan'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { ChangeFailure } from './change-failure'
import { ChangeFields } from './change-fields'
import { ChangeProgress } from './change-progress'
import { PlanChecks } from './plan-checks'
import { PlanEffect } from './plan-effect'
import { PlanView } from './plan-view'
import type { useUserPlan } from './use-user-plan'

interface ChangeBodyProps {
  form: UserForm
  intent: UserIntent
  planned: ReturnType<typeof useUserPlan>
  failed: Extract<ActionState<unknown>, { status: 'failed' }> | null
  /** The plan that was decided by, when something stopped it. */
  decided: UserPlan | null
  isRunning: boolean
  onIntent: (intent: UserIntent) => void
}

function NotHere({ preview }: { preview: NonNullable<ChangeBodyProps['planned']['preview']> }) {
  const { notHere, plan, basis } = preview
  if (!notHere) return null
  return (
    <Banner tone="warning" title="It is run by hand." className="mb-3">
      {notHere.sentence} {notHere.answer && <code className="text-xs">{notHere.answer}</code>}
      {basis === 'scan' && (
        <>
          {' '}
          The statements rest on the reading of <Moment iso={plan.asOf} now={new Date().toISOString()} />.
        </>
      )}
    </Banner>
  )
}

/** What is wanted to the left, what comes of it to the right. */
export function ChangeBody(props: ChangeBodyProps) {
  const { form, intent, planned, failed, decided, isRunning, onIntent } = props
  const { preview, failure, isAsking, isCurrent, again } = planned
  const choices = { target: form.target, isAsking, onAgain: again, onInstead: onIntent }
  return (
    <div className="grid min-h-full grid-cols-1 md:grid-cols-[350px_minmax(0,1fr)]">
      <fieldset
        disabled={isRunning}
        aria-label="What is wanted"
        className="min-w-0 border-line px-5 py-4 max-md:border-b md:border-r"
      >
        <ChangeFields intent={intent} form={form} onIntent={onIntent} />
        {preview && <PlanChecks plan={preview.plan} />}
      </fieldset>
      <div className="flex min-w-0 flex-col">
        <div className="flex-1 px-5 py-4">
          {failed && !isRunning && (
            <ChangeFailure
              failed={failed}
              decided={decided}
              now={isCurrent ? (preview?.plan ?? null) : null}
            />
          )}
          {failure && (
            <Banner tone="error" role="alert" className="mb-3">
              {failure.message} {failure.answer && <code className="text-xs">{failure.answer}</code>}
            </Banner>
          )}
          {isRunning && preview ? (
            <ChangeProgress plan={preview.plan} />
          ) : preview && !failure ? (
            <div
              aria-busy={isAsking}
              className={classNames('transition-opacity duration-120', isAsking && 'opacity-60')}
            >
              <NotHere preview={preview} />
              <PlanView plan={preview.plan} choices={choices} />
            </div>
          ) : intent.user.name === '' ? (
            <p className="text-muted">The plan is drawn once the user has a name.</p>
          ) : isAsking ? (
            <div role="status" className="appear-late grid gap-3">
              <span className="sr-only">Looking inside {form.target.name}</span>
              <Skeleton className="h-3 w-72" />
              <Skeleton className="h-16 w-full" />
              <Skeleton className="h-16 w-full" />
            </div>
          ) : null}
        </div>
        {preview && !failure && (
          <BottomBar className="border-t border-line bg-canvas px-5 py-3 max-md:static">
            <PlanEffect plan={preview.plan} />
          </BottomBar>
        )}
      </div>
    </div>
  )
}
