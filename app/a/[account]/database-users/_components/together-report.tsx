import { useEffect, useRef } from 'react'
import { PlanSteps } from '@/components/plan-steps'
import { Button, ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { UserOutcome } from '@/lib/services/databases/apply-user-changes'

const STATES = { done: 'done', partial: 'changed', failed: 'failed', notTried: 'todo' } as const

/** What came of each of them, with its entry. */
export function TogetherReport({ outcomes, onDone }: { outcomes: UserOutcome[]; onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const done = outcomes.filter(({ state }) => state === 'done').length
  return (
    <section
      aria-label="What was done"
      className="border-b border-line-strong bg-surface px-5 py-4 max-md:px-4"
    >
      <h2 ref={heading} tabIndex={-1} className="pb-3 text-lg font-semibold outline-none">
        {done} of {formatCount(outcomes.length, 'user')} mended
      </h2>
      <PlanSteps
        label="Users"
        steps={outcomes.map(({ target, user, state, auditId, error, answer }) => ({
          id: `${target} ${user}`,
          state: STATES[state],
          title: `${user} on ${target}`,
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
