import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatNumber } from '@/lib/format'
import type { FoldedLine } from '@/lib/services/findings/list-findings'
import { type FindingQuery, filtersOf } from '../search-params'
import { findingsHref } from './finding-link'
import { FindingRow } from './finding-row'

interface GroupRowProps {
  group: FoldedLine
  query: FindingQuery
  selected: string | null
  /** The id or rule of the one row that Tab reaches. */
  reachable: string | undefined
  now: string
}

/** Opened or closed, and nothing else changes; closing lets go of a finding inside. */
function toggleHref({ rule, open, lines }: FoldedLine, query: FindingQuery) {
  const others = query.open.filter(one => one !== rule)
  const inside = lines.some(({ id }) => id === query.finding)
  return findingsHref({
    ...query,
    page: null,
    open: open ? others : [...others, rule],
    ...(open && inside ? { finding: null, fix: null } : {}),
  })
}

function Members({ group, query, selected, reachable, now }: GroupRowProps) {
  const { rule, title, count, lines, more } = group
  return (
    <ul aria-label={title} className="border-t border-line">
      {lines.map(line => (
        <FindingRow
          key={line.id}
          line={line}
          query={query}
          selected={line.id === selected}
          tabbable={line.id === reachable}
          now={now}
          child
        />
      ))}
      {more > 0 ? (
        <li className="px-4 py-1.5 pl-10 text-xs">
          <Link
            href={findingsHref({ ...filtersOf(query), kind: [rule] })}
            className="text-accent hover:underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
          >
            Show all {formatNumber(count)}
          </Link>
        </li>
      ) : null}
    </ul>
  )
}

/** Many findings of one rule as one line; Enter or the right arrow opens it in place. */
export function GroupRow({ group, query, selected, reachable, now }: GroupRowProps) {
  const { rule, title, severity, count, targetCount, open } = group
  return (
    <li className="border-b border-line">
      <Link
        href={toggleHref(group, query)}
        scroll={false}
        prefetch={false}
        replace
        data-finding-row=""
        data-walks=""
        data-hit=""
        data-finding-group={open ? 'open' : 'closed'}
        aria-expanded={open}
        tabIndex={reachable === rule ? undefined : -1}
        className="focus-inset flex gap-2.5 px-4 py-2 transition-colors duration-120 hover:bg-hover max-md:min-h-14 max-md:items-center"
      >
        <span className="mt-[3px] shrink-0 max-md:mt-0">
          <SeverityMark severity={severity} label={SEVERITY_WORDS[severity]} />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block truncate text-xs text-muted">
            {formatCount(count, 'finding')}
            {targetCount > 0 ? ` on ${formatCount(targetCount, 'target')}` : ''}
          </span>
        </span>
        <ChevronRight
          aria-hidden
          size={15}
          strokeWidth={1.5}
          className={classNames('mt-0.5 shrink-0 text-subtle', open && 'rotate-90')}
        />
      </Link>
      {open ? (
        <Members group={group} query={query} selected={selected} reachable={reachable} now={now} />
      ) : null}
    </li>
  )
}
