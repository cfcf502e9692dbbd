import { Check, CircleQuestionMark, TriangleAlert, X } from 'lucide-react'
import { Skeleton } from '@/components/ui/skeleton'
import type { TokenCheck } from '@/lib/connect/token-checks'
import type { TokenPlan } from '@/lib/services/tokens/plan-token'

const marks = {
  pass: { Icon: Check, colour: 'text-ok', word: 'Passed' },
  warn: { Icon: TriangleAlert, colour: 'text-cond', word: 'Warning' },
  fail: { Icon: X, colour: 'text-deny', word: 'Failed' },
  unknown: { Icon: CircleQuestionMark, colour: 'text-subtle', word: 'Not known' },
} as const

export function CheckMark({ outcome }: { outcome: TokenCheck['outcome'] }) {
  const { Icon, colour, word } = marks[outcome]
  return (
    <Icon role="img" aria-label={word} size={15} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${colour}`} />
  )
}

export function TokenChecks({ plan }: { plan: TokenPlan | null }) {
  if (!plan) return <CheckSkeleton />
  const failed = plan.checks.some(check => check.outcome === 'fail')
  return (
    <>
      <ul className="grid gap-1.5">
        {plan.checks.map(check => (
          <li key={check.text} className="flex gap-2.5">
            <CheckMark outcome={check.outcome} />
            <span className="min-w-0">
              {check.text}
              {/* Told apart by colour; where that is taken away or not seen, by this. */}
              {check.detail ? <span className="sr-only forced-colors:not-sr-only">:</span> : null}{' '}
              <span className="text-subtle">{check.detail}</span>
            </span>
          </li>
        ))}
      </ul>
      {failed ? (
        <p className="mt-2.5 text-xs text-muted">
          A token can be issued all the same; the target is expected to refuse it. {plan.sentence}
        </p>
      ) : null}
    </>
  )
}

function CheckSkeleton() {
  return (
    <div role="status" className="appear-late grid gap-3.5 py-1.5">
      <span className="sr-only">Reading the checks</span>
      <Skeleton className="h-2 w-44" />
      <Skeleton className="h-2 w-64" />
      <Skeleton className="h-2 w-52" />
      <Skeleton className="h-2 w-48" />
    </div>
  )
}
