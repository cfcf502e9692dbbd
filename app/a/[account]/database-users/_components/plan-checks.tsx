import { PlanNotes } from '@/components/plan-notes'
import type { UserPlan } from '@/lib/provision/user-plan'

/** What was looked at before anything runs; the last of them belongs to the effect. */
export function PlanChecks({ plan }: { plan: UserPlan }) {
  const checks = plan.checks.slice(0, -1)
  if (checks.length === 0) return null
  return (
    <section aria-label="Checked before it runs" className="mt-5 border-t border-line pt-3">
      <h3 className="text-xs text-muted">Checked before it runs</h3>
      <div className="-mt-1">
        <PlanNotes notes={checks} />
      </div>
    </section>
  )
}
