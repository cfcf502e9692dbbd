import { useEffect, useRef } from 'react'
import { PlanSteps, type ProgressStep } from '@/components/plan-steps'
import { Banner } from '@/components/ui/banner'
import { Button, ButtonLink } from '@/components/ui/button'
import { userKey } from '@/lib/access/reach/users-view'
import { formatCount } from '@/lib/format'
import type { UserIntent } from '@/lib/provision/user-intent'
import { routes } from '@/lib/routes'
import type { UserReceipt } from '@/lib/services/databases/carry-out-user-change'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { doneWords } from './change-words'

interface ChangeReceiptProps {
  receipt: UserReceipt
  intent: UserIntent
  form: UserForm
  goOn: string | null
  onClose: () => void
}

const SIGNS_IN: UserIntent['kind'][] = ['create', 'makeReady']

/** What ran as one is told step by step. */
function stepsOf({ done, notDone }: UserReceipt): ProgressStep[] {
  const each = (title: string) => title.split('; ')
  return [
    ...done.flatMap(({ title }) => each(title)).map(title => ({ state: 'done' as const, title })),
    ...notDone.flatMap(({ title, error, answer }, at) =>
      each(title).map((one, part) => ({
        state: at === 0 && part === 0 ? ('failed' as const) : ('todo' as const),
        title: one,
        detail: part === 0 && (
          <>
            {error} {answer && <code className="break-words">{answer}</code>}
          </>
        ),
      })),
    ),
  ].map((step, at) => ({ id: `${at}`, ...step }))
}

/** What was done, step by step, what was not, and the way back. */
export function ChangeReceipt({ receipt, intent, form, goOn, onClose }: ChangeReceiptProps) {
  const { done, notDone, auditId, notice } = receipt
  const { accountId, region, resourceId, name } = form.target
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const complete = notDone.length === 0
  return (
    <section aria-label="What was done" className="mx-auto w-full max-w-160 px-5 py-6">
      <h3 ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
        {complete
          ? `${doneWords(intent)} on ${name}`
          : `${done.length} of ${formatCount(done.length + notDone.length, 'step was', 'steps were')} done`}
      </h3>
      <p className="mt-1 mb-4 text-muted">
        {complete
          ? 'The server was asked, and says so.'
          : 'It stopped there. What was done stays until you take it back, in reverse.'}
      </p>
      {notice !== null && (
        <Banner tone="warning" role="alert" className="mb-4">
          {notice}
        </Banner>
      )}
      <PlanSteps label="Steps" steps={stepsOf(receipt)} />
      <div className="mt-5 flex flex-wrap gap-2">
        {complete && goOn !== null && (
          <Button variant="primary" size="lg" onClick={onClose}>
            {goOn}
          </Button>
        )}
        {complete && goOn === null && SIGNS_IN.includes(intent.kind) && (
          <ButtonLink
            variant="primary"
            size="lg"
            prefetch={false}
            href={routes.tokens(accountId, { region, resourceId, user: intent.user.name })}
          >
            Issue a token for {userKey({ ...intent.user, host: null })}
          </ButtonLink>
        )}
        {(!complete || goOn === null) && (
          <Button size="lg" onClick={onClose}>
            Close
          </Button>
        )}
        {done.length > 0 && (
          <ButtonLink size="lg" prefetch={false} href={routes.reversal(auditId, 'undo')}>
            {complete ? 'Preview undo' : 'Take back what was done'}
          </ButtonLink>
        )}
        <ButtonLink size="lg" prefetch={false} href={routes.activity({ days: 'all', entry: auditId })}>
          Entry {auditId} in Activity
        </ButtonLink>
      </div>
    </section>
  )
}
