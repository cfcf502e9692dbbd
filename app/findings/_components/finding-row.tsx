import Link from 'next/link'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { classNames } from '@/components/ui/class-names'
import { formatDay } from '@/lib/format'
import type { FindingLine } from '@/lib/services/list-findings'
import type { FindingQuery } from '../search-params'
import { findingHref } from './finding-link'

interface FindingRowProps {
  line: FindingLine
  query: FindingQuery
  selected: boolean
  /** The one row that Tab reaches; the arrows reach the others. */
  tabbable: boolean
  now: string
}

export function FindingRow({ line, query, selected, tabbable, now }: FindingRowProps) {
  const { severity, title, subject, targets, moreTargets, until } = line
  const places = [...targets, ...(moreTargets > 0 ? [`${moreTargets} more`] : [])].join(', ')
  return (
    <li className="border-b border-line">
      <Link
        href={findingHref(query, line.id)}
        scroll={false}
        prefetch={false}
        data-finding-row=""
        tabIndex={tabbable ? undefined : -1}
        aria-current={selected ? 'true' : undefined}
        className={classNames(
          'focus-inset flex gap-2.5 px-4 py-2 transition-colors duration-120 max-md:min-h-14 max-md:items-center',
          selected
            ? 'md:bg-accent-tint md:shadow-[inset_2px_0_0_var(--gh-accent)] max-md:hover:bg-hover'
            : 'hover:bg-hover',
        )}
      >
        <span className="mt-[3px] shrink-0 max-md:mt-0">
          <SeverityMark severity={severity} label={SEVERITY_WORDS[severity]} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex gap-3">
            <span
              className={classNames('min-w-0 flex-1 truncate', selected && 'md:font-medium')}
              title={title}
            >
              {title}
            </span>
            {until ? (
              <span className="shrink-0 text-xs text-muted">until {formatDay(until, now)}</span>
            ) : null}
          </span>
          <span className="flex gap-2 text-xs text-muted">
            <code className="max-w-full shrink-0 truncate" title={subject}>
              {subject}
            </code>
            <span className="min-w-0 truncate">{places}</span>
          </span>
        </span>
      </Link>
    </li>
  )
}
