import Link from 'next/link'
import { Day, Moment } from '@/components/moment'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { classNames } from '@/components/ui/class-names'
import { formatUtc } from '@/lib/format'
import type { FindingLine } from '@/lib/services/findings/list-findings'
import type { FindingQuery } from '../search-params'
import { ageWords } from './age-words'
import { findingHref } from './finding-link'

interface FindingRowProps {
  line: FindingLine
  query: FindingQuery
  selected: boolean
  /** The one row that Tab reaches; the arrows reach the others. */
  tabbable: boolean
  now: string
  /** Under the line of its rule, which says the rest. */
  child?: boolean
}

/** Until when it is accepted, or for how long it has been there. */
function When({ line: { until, firstSeen }, now }: Pick<FindingRowProps, 'line' | 'now'>) {
  if (until)
    return (
      <span className="shrink-0 text-xs text-muted">
        until <Day iso={until} now={now} />
      </span>
    )
  if (!firstSeen) return null
  return (
    <span className="shrink-0 text-xs text-muted" title={`First seen ${formatUtc(firstSeen)}`}>
      {ageWords(firstSeen, now)}
    </span>
  )
}

function Subject({
  line: { subject, targets, moreTargets, keptFrom },
  now,
}: Pick<FindingRowProps, 'line' | 'now'>) {
  const places = [...targets, ...(moreTargets > 0 ? [`${moreTargets} more`] : [])].join(', ')
  return (
    <span className="flex min-w-0 flex-1 gap-2 text-xs text-muted">
      <code className="max-w-full shrink-0 truncate" title={subject}>
        {subject}
      </code>
      <span className="min-w-0 truncate" title={places}>
        {places}
      </span>
      {keptFrom && (
        <span className="ml-auto shrink-0 text-cond" title="RDS has not described what it is about since">
          as of <Moment iso={keptFrom} now={now} />
        </span>
      )}
    </span>
  )
}

function Whole({ line, selected, now }: Pick<FindingRowProps, 'line' | 'selected' | 'now'>) {
  const { severity, title } = line
  return (
    <>
      <span className="mt-[3px] shrink-0 max-md:mt-0">
        <SeverityMark severity={severity} label={SEVERITY_WORDS[severity]} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex gap-3">
          <span className={classNames('min-w-0 flex-1', selected && 'md:font-medium')}>{title}</span>
          <When line={line} now={now} />
        </span>
        <Subject line={line} now={now} />
      </span>
    </>
  )
}

export function FindingRow({ line, query, selected, tabbable, now, child = false }: FindingRowProps) {
  return (
    <li className={child ? 'border-line not-first:border-t' : 'border-b border-line'}>
      <Link
        href={findingHref(query, line.id)}
        scroll={false}
        prefetch={false}
        data-finding-row=""
        data-walks=""
        data-hit=""
        tabIndex={tabbable ? undefined : -1}
        aria-current={selected ? 'true' : undefined}
        className={classNames(
          'focus-inset flex gap-2.5 transition-colors duration-120 max-md:items-center',
          child ? 'min-h-7 items-center pr-4 pl-10 max-md:min-h-11' : 'px-4 py-2 max-md:min-h-14',
          selected
            ? 'md:bg-accent-tint md:shadow-[inset_2px_0_0_var(--gh-accent)] max-md:hover:bg-hover'
            : 'hover:bg-hover',
        )}
      >
        {child ? (
          <>
            <Subject line={line} now={now} />
            <When line={line} now={now} />
          </>
        ) : (
          <Whole line={line} selected={selected} now={now} />
        )}
      </Link>
    </li>
  )
}
