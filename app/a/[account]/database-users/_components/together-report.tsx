import { useEffect, useRef } from 'react'
import { PlanSteps } from '@/components/plan-steps'
import { Button, ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { MendOutcome } from '@/lib/services/reconcile/apply-mends'

const STATES = { done: 'done', partial: 'changed', failed: 'failed', notTried: 'todo' } as const

/** What came of each of them, with its entry. */
export function TogetherReport({ outcomes, onDone }: { outcomes: MendOutcome[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const done = outcomes.filter(({ state }) => state === 'done').length
  return (
    <section
      aria-label="What was done"
      className="border-b border-line-strong bg-surface px-5 py-4 max-md:px-4"
    >
      <h2 ref={heading} tabIndex={-1} className="pb-3 text-lg font-semibold outline-none">
        {done} of {formatCount(outcomes.length, 'change')} done
      </h2>
      <PlanSteps
        label="Changes"
        steps={outcomes.map(({ subject, state, auditId, error, answer }) => ({
          id: subject,
          state: STATES[state],
          title: subject,
          detail: error && (
            <>
              {error} {answer && <code className="break-words">{answer}</code>}
            </>
          ),
          action: auditId && (
            <ButtonLink
              size="sm"
              variant="ghost"
              className="-ml-2"
              prefetch={false}
              href={routes.activity({ days: 'all', entry: auditId })}
            >
              Entry {auditId} in Activity
            </ButtonLink>
          ),
        }))}
      />
      <Button size="lg" className="mt-3" onClick={onDone}>
        Close the report
      </Button>
    </section>
  )
}
