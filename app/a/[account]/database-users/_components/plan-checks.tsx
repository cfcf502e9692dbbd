import { Check, Info, TriangleAlert } from 'lucide-react'
import type { PlanNote } from '@/lib/grants/grant-plan'
import type { UserPlan } from '@/lib/provision/user-plan'

const MARKS: Record<PlanNote['tone'], { Icon: typeof Check; colour: string; word: string }> = {
  ok: { Icon: Check, colour: 'text-ok', word: 'In order' },
  info: { Icon: Info, colour: 'text-subtle', word: 'Note' },
  warn: { Icon: TriangleAlert, colour: 'text-cond', word: 'Mind' },
}

/** What was looked at before anything runs; the last of them belongs to the effect. */
export function PlanChecks({ plan }: { plan: UserPlan }) {
  const checks = plan.checks.slice(0, -1)
  if (checks.length === 0) return null
  return (
    <section aria-label="Checked before it runs" className="mt-5 border-t border-line pt-3">
      <h3 className="text-xs text-muted">Checked before it runs</h3>
      <ul className="mt-2 grid gap-1.5">
        {checks.map(({ tone, text }) => {
          const { Icon, colour, word } = MARKS[tone]
          return (
            <li key={text} className="flex gap-2.5 text-xs leading-5">
              <Icon
                role="img"
                aria-label={word}
                size={14}
                strokeWidth={1.75}
                className={`mt-[3px] shrink-0 ${colour}`}
              />
              <span className="min-w-0 break-words">{text}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
