import { PlanSteps } from './plan-steps'

interface Receipt {
  done: { title: string; subject: string; requestId: string | null }[]
  notDone: { title: string; subject: string; error: string; answer: string | null }[]
}

/** What AWS did, with its own request ids, and what it did not, with its answer. */
export function ReceiptSteps({ receipt: { done, notDone } }: { receipt: Receipt }) {
  return (
    <PlanSteps
      label="Steps"
      steps={[
        ...done.map(({ title, subject, requestId }) => ({
          id: `${title} ${subject}`,
          state: 'done' as const,
          title: `${title} ${subject}`,
          detail: requestId ? <code>{requestId}</code> : null,
        })),
        ...notDone.map(({ title, subject, error, answer }, index) => ({
          id: `${title} ${subject}`,
          state: index === 0 ? ('failed' as const) : ('todo' as const),
          title: `${title} ${subject}`,
          detail: (
            <>
              {error} {answer ? <code className="break-words">{answer}</code> : null}
            </>
          ),
        })),
      ]}
    />
  )
}
