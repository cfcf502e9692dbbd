import Link from 'next/link'
import { PlanSteps, type ProgressStep } from '@/components/plan-steps'
import { Banner } from '@/components/ui/banner'
import { formatClock, formatLongDay } from '@/lib/format'
import type { ReversalKind, StepProgress } from '@/lib/grants/steps/step-progress'
import { routes } from '@/lib/routes'
import type { ReversalPreview } from '@/lib/services/reversals/plan-reversal'
import { policyOf } from './reversal-words'

const STATES: Record<StepProgress['state'], { mark: ProgressStep['state']; words: string }> = {
  done: { mark: 'done', words: 'Done in AWS' },
  undone: { mark: 'todo', words: 'Not done in AWS' },
  changed: { mark: 'changed', words: 'Changed by somebody else since' },
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
        {entry.actor}, {formatLongDay(entry.at.slice(0, 10))}, {formatClock(entry.at)} UTC
        {entry.reason ? `: ${entry.reason}` : ''}
      </p>
      {plan.conflicts.map(({ subject, sentence }) => (
        <Banner key={`${subject} ${sentence}`} tone="warning" className="mt-4" title="Conflict.">
          {sentence}
        </Banner>
      ))}
      <h3 className="mt-5 mb-2 text-xs font-medium text-muted">Its calls, and what AWS shows now</h3>
      <PlanSteps
        label="What stands now"
        steps={plan.progress.map(({ step, state }) => ({
          id: `${step.title} ${step.subject} ${step.note}`,
          state: STATES[state].mark,
          title: `${step.title} ${policyOf(step)}`,
          detail: STATES[state].words,
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
