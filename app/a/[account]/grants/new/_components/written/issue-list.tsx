import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format'
import type { WrittenIssue } from '@/lib/grants/written/written-issue'
import { LookAtThis } from '../look-at-this'

/** Each mistake with its line, which leads there. */
export function IssueList({
  id,
  issues,
  onLine,
  aside,
}: {
  id: string
  issues: readonly WrittenIssue[]
  onLine: (line: number) => void
  aside: ReactNode
}) {
  const mistakes = issues.filter(({ severity }) => severity === 'error').length
  const summary = [
    mistakes > 0 && formatCount(mistakes, 'mistake'),
    issues.length > mistakes && `${issues.length - mistakes} to look at`,
  ].filter(Boolean)
  return (
    <div id={id} className="border-t border-line px-5 py-2.5 text-xs">
      <div className="flex justify-between gap-4">
        <p role="status" className="font-semibold">
          {summary.length > 0 ? summary.join(', ') : 'No mistake in the JSON'}
        </p>
        {aside}
      </div>
      {issues.length > 0 ? (
        <ul aria-label="Mistakes in the JSON" className="mt-1.5 grid gap-1.5">
          {issues.map(({ line, message, severity }) => (
            <li key={`${line} ${message}`} className="flex items-start gap-2">
              {severity === 'error' ? (
                <CircleX
                  role="img"
                  aria-label="Mistake"
                  size={14}
                  strokeWidth={1.75}
                  className="mt-0.5 shrink-0 text-deny"
                />
              ) : (
                <LookAtThis />
              )}
              {line === null ? null : (
                <button
                  type="button"
                  onClick={() => onLine(line)}
                  className="min-h-6 shrink-0 rounded-sm text-accent underline-offset-2 hover:underline"
                >
                  Line {line}
                </button>
              )}
              <span className="min-w-0 py-[3px] wrap-anywhere text-muted">{message}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
