'use client'
import { BadgeCheck, TriangleAlert } from 'lucide-react'
import { SubmitButton } from '@/components/submit-button'
import type { Explanation } from '@/lib/access/explain'
import type { ActionState } from '@/lib/actions/action-state'
import { formatClock } from '@/lib/format'
import type { simulateCell } from '@/lib/services/simulate-cell'
import type { AccessTarget } from './access-view'

export type Asked = ActionState<Awaited<ReturnType<typeof simulateCell>>>

interface SimulatorLineProps {
  target: AccessTarget
  explanation: Explanation
  asked: Asked
  ask: (form: FormData) => void
}

/** Whether AWS's own policy simulator says the same of this cell, once somebody asks. */
export function SimulatorLine({ target, explanation, asked, ask }: SimulatorLineProps) {
  return (
    <form action={ask} className="flex min-h-6 items-center gap-2 text-xs">
      <input type="hidden" name="region" value={target.region} />
      <input type="hidden" name="resourceId" value={target.resourceId} />
      <input type="hidden" name="principalArn" value={explanation.principalArn} />
      <input type="hidden" name="databaseUser" value={explanation.databaseUser} />
      {asked.status === 'done' ? (
        <Answer answer={asked.value} />
      ) : (
        <>
          <span className="min-w-0 flex-1 text-muted">
            {asked.status === 'failed' ? (
              <span className="text-deny">
                {asked.message} {asked.answer && <code>{asked.answer}</code>}
              </span>
            ) : (
              'AWS policy simulator was not asked'
            )}
          </span>
          <SubmitButton variant="secondary" size="sm" busyLabel="Asking AWS">
            Ask the AWS simulator
          </SubmitButton>
        </>
      )}
    </form>
  )
}

function Answer({ answer }: { answer: Extract<Asked, { status: 'done' }>['value'] }) {
  const disagrees = answer.answer === 'disagrees'
  const [Icon, tone] = disagrees ? [TriangleAlert, 'text-cond'] : [BadgeCheck, 'text-ok']
  return (
    <p
      role="status"
      className="flex items-center gap-2"
      title={`${answer.detail} ${formatClock(answer.at)} UTC`}
    >
      <Icon size={15} strokeWidth={1.5} aria-hidden className={`shrink-0 ${tone}`} />
      <span>
        <span className="font-medium">AWS policy simulator {answer.answer}</span>
        <span className="text-muted">, {formatClock(answer.at)} UTC</span>
      </span>
    </p>
  )
}
