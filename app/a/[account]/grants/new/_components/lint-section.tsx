import { Check, TriangleAlert } from 'lucide-react'
import type { PageReading } from '@/lib/actions/read-page'
import type { GrantPlan } from '@/lib/grants/grant-plan'

export async function LintSection({ reading }: { reading: Promise<PageReading<GrantPlan>> }) {
  const plan = await reading
  if (!plan.ok || plan.value.grid.columns.length === 0) return null
  return (
    <ul
      aria-label="Checks of the policy"
      className="grid grid-cols-3 gap-x-4 gap-y-1 border-y border-line bg-canvas px-5 py-2.5 text-xs text-muted max-md:grid-cols-1"
    >
      {plan.value.lint.map(({ ok, text }) => (
        <li key={text} className="flex gap-2">
          {ok ? (
            <Check
              role="img"
              aria-label="Passed"
              size={14}
              strokeWidth={1.75}
              className="mt-0.5 shrink-0 text-ok"
            />
          ) : (
            <TriangleAlert
              role="img"
              aria-label="Look at this"
              size={14}
              strokeWidth={1.5}
              className="mt-0.5 shrink-0 text-cond"
            />
          )}
          {text}
        </li>
      ))}
    </ul>
  )
}
