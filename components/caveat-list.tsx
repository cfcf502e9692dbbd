import type { Caveat } from '@/lib/access/model/caveat'
import { Moment } from './moment'
import { VerdictMark } from './verdict-mark'

/** What is not known and what that weakens, each with its time. Nothing when all was read. */
export function CaveatList({
  caveats,
  title,
  heading: Heading = 'h3',
}: {
  caveats: Caveat[]
  title?: string
  heading?: 'h2' | 'h3'
}) {
  if (caveats.length === 0) return null
  const now = new Date().toISOString()
  return (
    <section data-slot="caveat-list" aria-label={title ?? 'What is not known'}>
      {title ? <Heading className="mb-1.5 text-2xs font-medium text-muted">{title}</Heading> : null}
      <ul className="grid gap-2">
        {caveats.map(caveat => (
          <li key={caveat.id} className="flex items-start gap-2">
            <span className="mt-0.5">
              <VerdictMark verdict="notEvaluated" />
            </span>
            <span className="min-w-0 text-muted">
              <span className="block font-medium text-fg">{caveat.subject}</span>
              {caveat.message}
              {caveat.whose ? ` It weakens answers of ${caveat.whose} only.` : null}
              {caveat.answer ? <code className="ml-1.5 text-xs break-words">{caveat.answer}</code> : null}
              <Moment iso={caveat.at} now={now} className="ml-1.5 text-xs text-subtle" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
