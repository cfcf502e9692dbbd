import { Check, CircleHelp, X } from 'lucide-react'
import type { Explanation } from '@/lib/access/explain'

const MARKS = {
  pass: { Icon: Check, tone: 'text-ok', word: 'Yes' },
  fail: { Icon: X, tone: 'text-deny', word: 'No' },
  unknown: { Icon: CircleHelp, tone: 'text-subtle', word: 'Not known' },
} as const

/** Allow, deny, boundary, switch, database user, SCP: always in this order, column by column. */
export function WhyChecks({ checks }: { checks: Explanation['checks'] }) {
  return (
    <ul
      aria-label="Checks"
      className="grid grid-flow-col grid-cols-2 grid-rows-[auto_auto_auto] gap-x-3 gap-y-1 border-b border-line px-4 py-3 text-xs max-sm:grid-flow-row max-sm:grid-cols-1 max-sm:grid-rows-none"
    >
      {checks.map(check => {
        const { Icon, tone, word } = MARKS[check.outcome]
        return (
          <li key={check.id} className="flex items-start gap-2">
            <Icon
              size={14}
              strokeWidth={1.75}
              role="img"
              aria-label={word}
              className={`mt-0.5 shrink-0 ${tone}`}
            />
            {check.text}
          </li>
        )
      })}
    </ul>
  )
}
