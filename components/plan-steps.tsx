import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './ui/class-names'
import { Spinner } from './ui/spinner'

export interface ProgressStep {
  id: string
  state: 'done' | 'running' | 'todo' | 'failed' | 'changed'
  title: ReactNode
  detail?: ReactNode
  /** `14:03:02`; a running step says `now` by itself. */
  time?: string | null
  action?: ReactNode
}

const WORDS = {
  done: 'Done',
  running: 'Running',
  todo: 'To do',
  failed: 'Failed',
  changed: 'Changed',
} as const

function StepMark({ state }: { state: ProgressStep['state'] }) {
  if (state === 'done')
    return <CircleCheck role="img" aria-label={WORDS.done} size={16} strokeWidth={1.5} className="text-ok" />
  if (state === 'failed')
    return <CircleX role="img" aria-label={WORDS.failed} size={16} strokeWidth={1.5} className="text-deny" />
  if (state === 'changed')
    return (
      <TriangleAlert
        role="img"
        aria-label={WORDS.changed}
        size={16}
        strokeWidth={1.5}
        className="text-cond"
      />
    )
  if (state === 'running')
    return (
      <span className="text-accent">
        <Spinner size={16} label={WORDS.running} />
      </span>
    )
  return (
    <span className="grid size-4 place-items-center">
      <span className="sr-only">{WORDS.todo}</span>
      <span aria-hidden className="size-2 rounded-full border-[1.5px] border-control" />
    </span>
  )
}

/** Done, running, to do, failed, or changed by somebody else. The list is polite live text: new outcomes are read out. */
export function PlanSteps({ steps, label }: { steps: ProgressStep[]; label: string }) {
  return (
    <ol data-slot="plan-steps" aria-label={label} aria-live="polite" className="relative">
      {steps.map((step, index) => (
        <li key={step.id} className="relative flex gap-3 pb-3 last:pb-0">
          {index < steps.length - 1 ? (
            <span aria-hidden className="absolute top-5 bottom-0.5 left-[7.5px] w-px bg-line-strong" />
          ) : null}
          <span className="mt-0.5 shrink-0">
            <StepMark state={step.state} />
          </span>
          <span className="min-w-0 flex-1">
            <span
              className={classNames(
                'block',
                step.state === 'todo' && 'text-subtle',
                step.state === 'running' && 'font-medium',
                step.state === 'failed' && 'font-medium text-deny',
                step.state === 'changed' && 'font-medium',
              )}
            >
              <span aria-hidden className="hidden print:inline">
                {WORDS[step.state]}:{' '}
              </span>
              {step.title}
            </span>
            {step.detail ? (
              <span
                className={classNames('block text-xs', step.state === 'todo' ? 'text-subtle' : 'text-muted')}
              >
                {step.detail}
              </span>
            ) : null}
            {step.action}
          </span>
          <span className="shrink-0 text-xs text-subtle">
            {step.state === 'running' ? (step.time ?? 'now') : step.time}
          </span>
        </li>
      ))}
    </ol>
  )
}
