import Link from 'next/link'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { classNames } from '@/components/ui/class-names'
import { SEVERITIES, type Severity } from '@/lib/findings/finding'
import { formatCount, formatNumber } from '@/lib/format'
import { type FindingQuery, filtersOf } from '../search-params'
import { findingsHref } from './finding-link'

/** The chips are filter and legend: mark and count of what the other filters leave. */
export function SeverityChips({
  query,
  counts,
  partly,
}: {
  query: FindingQuery
  counts: Record<Severity, number>
  /** Not all that findings rest on was read. */
  partly: boolean
}) {
  return SEVERITIES.map(severity => {
    const on = query.severity.includes(severity)
    const next = on ? query.severity.filter(one => one !== severity) : [...query.severity, severity]
    return (
      <Link
        key={severity}
        href={findingsHref({ ...filtersOf(query), severity: next })}
        replace
        scroll={false}
        prefetch={false}
        aria-current={on ? 'true' : undefined}
        aria-label={`${SEVERITY_WORDS[severity]}, ${formatCount(counts[severity], 'finding')}${partly ? ', not all read' : ''}${on ? ', shown alone' : ''}`}
        className={classNames(
          'inline-flex h-7 items-center gap-1 rounded-md border px-1 text-xs transition-colors duration-120 max-md:h-11 max-md:px-3 max-md:text-sm',
          on ? 'border-accent-line bg-accent-tint' : 'border-line-strong bg-surface hover:bg-hover',
          counts[severity] === 0 && !on && 'text-subtle',
        )}
      >
        <SeverityMark severity={severity} size={13} />
        {SEVERITY_WORDS[severity]}
        <span className="font-semibold">{formatNumber(counts[severity])}</span>
      </Link>
    )
  })
}
