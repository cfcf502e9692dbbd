'use client'

import { useMemo, useRef } from 'react'
import { FailurePanel } from '@/components/failure-panel'
import { JsonCode } from '@/components/json-code'
import { PlanPane, settlingClass } from '@/components/plan-pane'
import { SizeMeter } from '@/components/size-meter'
import { Button } from '@/components/ui/button'
import { useAccount } from '@/components/use-account'
import { documentSize } from '@/lib/grants/document-size'
import { documentKind } from '@/lib/grants/intent'
import { addressOfIntent } from '@/lib/grants/intent-address'
import { checkGrammar, LONGEST_DOCUMENT } from '@/lib/grants/written/check-grammar'
import { ApplyView } from '../apply-view'
import { EffectView } from '../effect-view'
import { useGrantDraft } from '../grant-draft'
import { LintList } from '../lint-list'
import { usersToMake } from '../made-together'
import { EffectSkeleton } from '../plan-skeleton'
import { BackToForm } from './back-to-form'
import type { EditorHandle } from './editor-props'
import { IssueList } from './issue-list'
import { JsonEditor } from './json-editor'
import { askGrantPlan, useWrittenPlan } from './use-written-plan'
import { useWrittenText } from './use-written-text'

/** The policy as a text of one's own, planned and applied like what the form says: by the digest of what was shown. */
export function WrittenGrant() {
  const { intent, make, form, pending } = useGrantDraft()
  const account = useAccount()
  const users = useMemo(() => usersToMake(make, account), [make, account])
  const address = JSON.stringify([account, addressOfIntent(intent)])
  const written = useWrittenText(address, () => askGrantPlan(account, JSON.stringify({ intent, users })))
  const { plan, isCurrent, failure, again } = useWrittenPlan(intent, written.text, users)
  const isOld = !isCurrent || pending
  const notFromForm = written.failure && (
    <FailurePanel
      failure={written.failure}
      actions={<Button onClick={written.startAgain}>Try again</Button>}
    />
  )
  if (written.text === null) return notFromForm ?? <EffectSkeleton />
  return (
    <PlanPane
      isOld={isOld}
      apply={
        plan && (
          <>
            {plan.steps.length > 0 ? <LintList lint={plan.lint} /> : null}
            <ApplyView plan={plan} users={users} mayGrant={form.mayGrant} isOld={isOld} onConflict={again} />
          </>
        )
      }
    >
      <Editor {...written} text={written.text} plan={plan} isCurrent={isCurrent} />
      {notFromForm}
      {failure ? (
        <FailurePanel failure={failure} actions={<Button onClick={again}>Try again</Button>} />
      ) : null}
      <div aria-busy={isOld} className={settlingClass(isOld)}>
        {plan ? <EffectView plan={plan} /> : <EffectSkeleton />}
      </div>
    </PlanPane>
  )
}

type EditorProps = Omit<ReturnType<typeof useWrittenText>, 'text'> &
  Pick<ReturnType<typeof useWrittenPlan>, 'plan' | 'isCurrent'> & { text: string }

function Editor({ text, left, change, startAgain, takeUpLeft, plan, isCurrent }: EditorProps) {
  const { intent, form, went } = useGrantDraft()
  const editor = useRef<EditorHandle>(null)
  const kind = documentKind(intent.placement)
  const grammar = useMemo(() => checkGrammar(text, kind), [text, kind])
  const told = plan?.issues ?? []
  // At once what can be seen in the text alone; what the account has to say once it was asked.
  const isBroken = grammar.some(({ severity }) => severity === 'error')
  const issues = isBroken ? grammar : isCurrent ? told : told.filter(({ severity }) => severity === 'warning')
  return (
    <section aria-label="Policy">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-1.5">
        <h2 className="font-semibold">Policy</h2>
        {isBroken ? null : (
          <SizeMeter used={documentSize(text)} limit={plan?.size.limit ?? form.policySize} wide={false} />
        )}
        <span className="flex-1" />
        <span className="flex flex-wrap gap-2 max-sm:hidden">
          {left === null || left === text ? null : (
            <Button size="sm" variant="ghost" onClick={takeUpLeft}>
              Take up the text from before
            </Button>
          )}
          <Button size="sm" variant="ghost" onClick={startAgain}>
            Start from the form again
          </Button>
          <BackToForm text={text} before={plan?.before?.text ?? null} />
        </span>
      </header>
      <div className="max-sm:hidden">
        <JsonEditor
          ref={editor}
          text={text}
          onChange={change}
          issues={issues}
          label="Policy JSON"
          describedBy="written-issues written-keys"
          focuses={went === 'toText'}
        />
      </div>
      {text.length > LONGEST_DOCUMENT ? null : (
        <JsonCode text={text} label="Policy document" className="max-h-84 overflow-y-auto sm:hidden" />
      )}
      <IssueList
        id="written-issues"
        issues={issues}
        onLine={line => editor.current?.goTo(line)}
        aside={
          <p id="written-keys" className="text-subtle max-sm:hidden">
            Tab indents. Esc, then Tab, moves on.
          </p>
        }
      />
    </section>
  )
}
