import { EffectFigures } from '@/components/effect-summary'
import { EffectTable } from '@/components/effect-table'
import { JsonCode } from '@/components/json-code'
import { PlanNotes } from '@/components/plan-notes'
import type { ReversalPlan } from '@/lib/grants/steps/reversal-plan'
import { displayText } from '@/lib/iam/index'
import { policyOf } from './reversal-words'

/** What the reverse does to every connection and to each document; for a conflict, what the change left beside what stands now. */
export function ReversalView({ plan, unread }: { plan: ReversalPlan; unread: boolean }) {
  const { counts, effect, notes, documents, conflicts, progress, steps } = plan
  const what = progress.some(({ step }) => step.sql) ? 'User' : 'Policy'
  return (
    <>
      <section aria-label="Effect" className="px-5 py-4 max-sm:px-4">
        {plan.forGood !== null ? (
          <Instead title="It cannot be taken back.">{plan.forGood}</Instead>
        ) : conflicts.length > 0 ? (
          <Instead title="Nothing is written.">
            Somebody else decided otherwise since; theirs is not written over.
          </Instead>
        ) : steps.length === 0 ? (
          <Instead title="Nothing is left to do.">AWS shows it so already.</Instead>
        ) : unread ? (
          <Instead title="Whom it concerns is not known.">
            Users, roles and policies could not be read, so no connection was evaluated.
          </Instead>
        ) : (
          <>
            <EffectFigures added={counts.added} removed={counts.removed} changed={counts.changed} />
            {effect.length > 0 ? <EffectTable effect={effect} whole /> : null}
            <PlanNotes notes={notes} />
          </>
        )}
      </section>
      {conflicts.map(({ subject, left, found }) =>
        left === null && found === null ? null : (
          <Difference
            what={what}
            key={subject}
            name={nameOf(subject, progress)}
            fate="as this change left it, and as it is now"
            before={left}
            after={found}
          />
        ),
      )}
      {conflicts.length > 0
        ? null
        : documents.map(({ policyName, before, after }) => (
            <Difference
              what={what}
              key={policyName}
              name={policyName}
              fate={after === null ? 'deleted' : before === null ? 'made again' : 'as it was'}
              before={before}
              after={after}
            />
          ))}
    </>
  )
}

/** Where there is no effect to show. */
function Instead({ title, children }: { title: string; children: string }) {
  return (
    <p>
      <span className="font-semibold">{title}</span> <span className="text-muted">{children}</span>
    </p>
  )
}

/** A conflict names whose policy it is; the step that left it, which one. */
function nameOf(subject: string, progress: ReversalPlan['progress']): string {
  const found = progress.find(({ step, state }) => state === 'changed' && step.subject === subject)
  return found ? policyOf(found.step) : subject
}

const shown = (text: string | null) => (text === null ? '' : displayText(text))

interface DifferenceProps {
  what: string
  name: string
  fate: string
  before: string | null
  after: string | null
}

function Difference({ what, name, fate, before, after }: DifferenceProps) {
  return (
    <section aria-label={`${what} ${name}`}>
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-y border-line px-5 py-1.5 max-sm:px-4">
        <h2 className="font-mono text-xs font-medium">{name}</h2>
        <span className="text-xs text-muted">{fate}</span>
      </header>
      <JsonCode
        text={shown(after)}
        before={before === null ? null : shown(before)}
        context={3}
        label={`${name}, before and after`}
        className="max-h-84 overflow-y-auto"
      />
    </section>
  )
}
