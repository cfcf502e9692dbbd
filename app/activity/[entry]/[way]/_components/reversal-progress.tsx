import Link from 'next/link'
import { Moment } from '@/components/moment'
import { PlanSteps, type ProgressStep } from '@/components/plan-steps'
import { Banner } from '@/components/ui/banner'
import type { ReversalKind, StepProgress } from '@/lib/grants/steps/step-progress'
import { routes } from '@/lib/routes'
import type { ReversalPreview } from '@/lib/services/reversals/plan-reversal'
import { policyOf } from './reversal-words'

const MARKS: Record<StepProgress['state'], ProgressStep['state']> = {
  done: 'done',
  undone: 'todo',
  changed: 'changed',
}

function stateWords({ state, step }: StepProgress): string {
  const where = step.sql ? 'the database' : 'AWS'
  if (state === 'changed') return 'Changed by somebody else since'
  return state === 'done' ? `Done in ${where}` : `Not done in ${where}`
}

/** `role/data-analyst as reporting on orders-prod` */
function aboutWords({ principal, databaseUser, target }: ReversalPreview['entry']): string {
  const who = principal && databaseUser ? `${principal} as ${databaseUser}` : (principal ?? databaseUser)
  return [who, target].filter(Boolean).join(' on ')
}

/** Which change it is, and how much of it stands in AWS now. */
export function ReversalProgress({
  preview: { entry, label, plan },
  kind,
  auditId,
}: {
  preview: ReversalPreview
  kind: ReversalKind
  auditId: number
}) {
  const about = aboutWords(entry)
  return (
    <>
      <h2 className="text-md font-semibold [overflow-wrap:anywhere]">{label}</h2>
      {label.includes(about) ? null : <p className="mt-1 [overflow-wrap:anywhere]">{about}</p>}
      <p className="text-muted [overflow-wrap:anywhere]">
        {entry.actor}, <Moment iso={entry.at} />
        {entry.reason ? `: ${entry.reason}` : ''}
      </p>
      {plan.conflicts.map(({ subject, sentence }) => (
        <Banner key={`${subject} ${sentence}`} tone="warning" className="mt-4" title="Conflict.">
          {sentence}
        </Banner>
      ))}
      <h3 className="mt-5 mb-2 text-xs font-medium text-muted">
        {plan.progress.some(({ step }) => step.sql)
          ? 'Its steps, and what the database shows now'
          : 'Its calls, and what AWS shows now'}
      </h3>
      <PlanSteps
        label="What stands now"
        steps={plan.progress.map(one => ({
          id: `${one.step.title} ${one.step.subject} ${one.step.note}`,
          state: MARKS[one.state],
          title: `${one.step.title} ${policyOf(one.step)}`,
          detail: stateWords(one),
        }))}
      />
      {kind === 'undo' ? null : (
        <p className="mt-5 text-muted">
          Or{' '}
          <Link
            className="rounded-sm text-accent hover:underline"
            href={routes.reversal(auditId, kind === 'finish' ? 'take-back' : 'finish')}
          >
            {kind === 'finish' ? 'take back what stands of it' : 'finish what is left of it'}
          </Link>
          .
        </p>
      )}
    </>
  )
}
