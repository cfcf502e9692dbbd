import Link from 'next/link'
import { Moment } from '@/components/moment'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import type { UncheckedFinding } from '@/lib/findings/unchecked-findings'
import { formatCount, formatNumber } from '@/lib/format'
import type { FindingQuery } from '../search-params'
import { findingHref } from './finding-link'

/** More than these would bury what is known now. */
const MOST = 50

interface UncheckedListProps {
  unchecked: UncheckedFinding[]
  query: FindingQuery
  now: string
}

/** What an earlier reading showed. It is neither open nor gone: too little was read to tell. */
export function UncheckedList({ unchecked, query, now }: UncheckedListProps) {
  if (unchecked.length === 0) return null
  return (
    <section aria-label="Known before, not checked now" className="border-b border-line">
      <h2 className="bg-sunken px-4 py-1.5 text-xs text-muted">
        <span className="font-medium text-fg">
          {formatCount(unchecked.length, 'finding')} known before, not checked now.
        </span>{' '}
        Too little was read to tell whether they are still there.
      </h2>
      <ul>
        {unchecked.slice(0, MOST).map(({ id, severity, title, subject, lastSeen }) => (
          <li key={id} className="border-t border-line">
            <Link
              href={findingHref(query, id)}
              scroll={false}
              prefetch={false}
              className="focus-inset flex gap-2.5 px-4 py-2 hover:bg-hover max-md:min-h-14 max-md:items-center"
            >
              <span className="mt-[3px] shrink-0 max-md:mt-0">
                <SeverityMark severity={severity} label={SEVERITY_WORDS[severity]} />
              </span>
              <span className="min-w-0 flex-1">
                <span className="flex gap-3">
                  <span className="min-w-0 flex-1 truncate text-muted" title={title}>
                    {title}
                  </span>
                  <span className="shrink-0 text-xs text-cond">
                    seen <Moment iso={lastSeen} now={now} />
                  </span>
                </span>
                <code className="block truncate text-xs text-subtle" title={subject}>
                  {subject}
                </code>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {unchecked.length > MOST && (
        <p className="px-4 py-2 text-xs text-subtle">
          {formatNumber(unchecked.length - MOST)} more stand in the file.
        </p>
      )}
    </section>
  )
}
