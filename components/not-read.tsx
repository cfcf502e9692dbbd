import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format'
import { Moment } from './moment'
import { PolicyText } from './policy-to-add'
import { RefreshButton } from './refresh-button'
import { RefreshWhile } from './refresh-while'
import { Spinner } from './ui/spinner'
import { VerdictMark } from './verdict-mark'

interface NotReadProps {
  failure: { message: string; answer: string | null; missingAction: string | null }
  /** ISO; null: it is being read for the first time. */
  triedAt: string | null
  soFar: number | null
  /** What this page cannot say because of it. */
  meaning: ReactNode
}

/** In place of an answer that rests on users, roles and policies, where those were never read. It never looks like "none". */
export function NotRead({ failure, triedAt, soFar, meaning }: NotReadProps) {
  if (triedAt === null) return <BeingRead soFar={soFar} />
  const { message, answer, missingAction } = failure
  return (
    <section
      data-slot="not-read"
      className="m-5 rounded-lg border border-line bg-surface px-6 py-6 max-sm:m-4 max-sm:px-4"
    >
      <h2 className="flex items-start gap-2 font-semibold">
        <span className="mt-0.5">
          <VerdictMark verdict="notEvaluated" size={16} />
        </span>
        Not evaluated: users, roles and policies could not be read
      </h2>
      <p className="mt-1 max-w-[72ch] text-muted">
        {message} {meaning}
      </p>
      {answer ? <code className="mt-1.5 block text-xs break-words">{answer}</code> : null}
      {missingAction ? (
        <div className="mt-3 max-w-[72ch]">
          <p className="mb-1.5 text-muted">The policy to add. It allows this and nothing else.</p>
          <div className="rounded-md border border-line">
            <PolicyText action={missingAction} />
          </div>
        </div>
      ) : null}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <RefreshButton look="button">Read again</RefreshButton>
        <span className="text-xs text-subtle">
          Tried at <Moment iso={triedAt} now={new Date().toISOString()} />
        </span>
      </div>
    </section>
  )
}

function BeingRead({ soFar }: { soFar: number | null }) {
  return (
    <section
      data-slot="not-read"
      role="status"
      className="m-5 rounded-lg border border-line bg-surface px-6 py-7 max-sm:m-4 max-sm:px-4"
    >
      <RefreshWhile active everyMs={1_500} />
      <h2 className="flex items-center gap-2 font-semibold">
        <span className="text-accent">
          <Spinner />
        </span>
        Reading users, roles and policies
      </h2>
      <p className="mt-0.5 text-muted">
        {soFar === null || soFar === 0
          ? null
          : `${formatCount(soFar, 'user or role', 'users and roles')} so far. `}
        Nobody is evaluated before all of them are there. The answer comes by itself.
      </p>
    </section>
  )
}
