import { PlanSteps } from '@/components/plan-steps'
import type { UserPlan } from '@/lib/provision/user-plan'

/** While it runs: the steps, of which the server tells what came once all of them ended. */
export function ChangeProgress({ plan: { steps, runsAs } }: { plan: UserPlan }) {
  return (
    <section aria-label="Progress">
      <p className="pb-3 text-muted">
        Running as <code className="text-xs">{runsAs.name}</code>. It goes on if this page is closed.
      </p>
      <PlanSteps
        label="Steps"
        steps={[
          ...steps.map(({ title }, at) => ({
            id: `${at} ${title}`,
            state: at === 0 ? ('running' as const) : ('todo' as const),
            title,
          })),
          { id: 'read back', state: 'todo', title: 'Read it back' },
        ]}
      />
    </section>
  )
}
