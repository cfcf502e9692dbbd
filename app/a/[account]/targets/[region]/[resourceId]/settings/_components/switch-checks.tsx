import { Check, CircleHelp, OctagonX, TriangleAlert } from 'lucide-react'
import type { ReadinessCheck } from '@/lib/access/switch/iam-auth'

const MARKS = {
  pass: { Icon: Check, tone: 'text-ok', word: 'Passed' },
  warn: { Icon: TriangleAlert, tone: 'text-cond', word: 'Warning' },
  block: { Icon: OctagonX, tone: 'text-deny', word: 'Blocks' },
  unknown: { Icon: CircleHelp, tone: 'text-subtle', word: 'Not known' },
} as const

const ORDER: ReadinessCheck['outcome'][] = ['block', 'warn', 'unknown', 'pass']

/** Every check with its reason; what blocks comes first. The AWS page behind a rule stands in its title. */
export function SwitchChecks({ checks }: { checks: ReadinessCheck[] }) {
  const sorted = [...checks].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
  return (
    <section aria-label="Checks" className="border-t border-line px-5 py-3">
      <h3 className="mb-1.5 font-semibold">Checks</h3>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1.5 text-xs max-sm:grid-cols-1">
        {sorted.map(check => {
          const { Icon, tone, word } = MARKS[check.outcome]
          const wide = check.outcome === 'block' || check.outcome === 'warn'
          return (
            <li
              key={check.id}
              title={`Source: ${check.source}`}
              className={`flex items-start gap-2 ${wide ? 'col-span-full' : ''}`}
            >
              <Icon
                size={14}
                strokeWidth={1.5}
                role="img"
                aria-label={word}
                className={`mt-0.5 shrink-0 ${tone}`}
              />
              <span>
                <span className="font-medium">{check.title}.</span>{' '}
                <span className="text-muted">{check.detail}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
