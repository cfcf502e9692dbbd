import { Check } from 'lucide-react'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { LookAtThis } from './look-at-this'

export function LintList({ lint }: Pick<GrantPlan, 'lint'>) {
  return (
    <ul
      aria-label="Checks of the policy"
      className="grid grid-cols-3 gap-x-4 gap-y-1 border-y border-line bg-canvas px-5 py-2.5 text-xs text-muted max-md:grid-cols-1"
    >
      {lint.map(({ ok, text }) => (
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
            <LookAtThis />
          )}
          {text}
        </li>
      ))}
    </ul>
  )
}
