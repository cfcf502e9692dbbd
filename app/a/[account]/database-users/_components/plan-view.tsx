import { CopyButton } from '@/components/ui/copy-button'
import { formatCount } from '@/lib/format'
import type { UserPlan } from '@/lib/provision/user-plan'
import { runWords } from './change-words'
import { type GuardChoices, GuardNote } from './guard-note'
import { PlanStep } from './plan-step'

/** The steps with their statements, each with its way back; what stops one stands under it. */
export function PlanView({ plan, choices }: { plan: UserPlan; choices: GuardChoices }) {
  const { steps, guards, runsAs, script } = plan
  const databases = new Set(steps.map(({ database }) => database)).size
  const shown = new Set(steps.map(({ guard }) => guard?.id))
  const elsewhere = steps.length === 0 ? guards.filter(({ id }) => !shown.has(id)) : []
  return (
    <section aria-label="Plan">
      <div className="flex items-start gap-2">
        <h3 className="font-semibold">Plan</h3>
        <p className="min-w-0 flex-1 text-xs leading-5 text-muted">
          {steps.length === 0 ? (
            'No step.'
          ) : (
            <>
              {formatCount(steps.length, 'step')}, as <code>{runsAs.name}</code>. {runWords(plan)}
            </>
          )}
        </p>
        {steps.length > 0 && <CopyButton text={script} label="Copy all statements" className="-my-0.5" />}
      </div>
      {elsewhere.map(guard => (
        <GuardNote key={`${guard.id} ${guard.title}`} guard={guard} choices={choices} />
      ))}
      <ol className="mt-1">
        {steps.map((step, at) => (
          <PlanStep
            // biome-ignore lint/suspicious/noArrayIndexKey: two steps may read alike, and none moves
            key={at}
            step={step}
            number={at + 1}
            database={databases > 1 ? step.database : null}
            choices={choices}
          />
        ))}
        {steps.length > 0 && (
          <li className="flex gap-3 py-2.5">
            <span className="w-4 shrink-0 text-center text-xs leading-5 text-subtle">{steps.length + 1}</span>
            <div className="min-w-0 flex-1">
              <h4 className="font-medium">Read it back</h4>
              <p className="text-xs text-muted">
                Each step is done when the server says so; then its users are read again.
              </p>
            </div>
          </li>
        )}
      </ol>
    </section>
  )
}
