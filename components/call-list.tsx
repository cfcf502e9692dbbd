import type { PlanStep } from '@/lib/grants/grant-plan'

/** The calls to AWS in their order, as they will be sent. */
export function CallList({ steps }: { steps: readonly Pick<PlanStep, 'title' | 'subject' | 'note'>[] }) {
  return (
    <ol aria-label="Calls to AWS" className="mt-2 max-h-40 overflow-y-auto text-xs">
      {steps.map((step, index) => (
        <li key={`${step.title} ${step.subject} ${step.note}`} className="flex h-6 items-center gap-4">
          <span className="w-2 text-subtle">{index + 1}</span>
          <span className="w-40 text-muted">{step.title}</span>
          <code className="min-w-0 flex-1 truncate">{step.subject}</code>
          <span className="whitespace-nowrap text-subtle">{step.note}</span>
        </li>
      ))}
    </ol>
  )
}
