import type { Route } from 'next'
import Link from 'next/link'
import { SEVERITIES, type Severity } from '@/lib/findings/finding'
import { formatNumber } from '@/lib/format'
import { SEVERITY_WORDS, SeverityMark } from './severity-mark'

/** Open findings by severity, worst first; null: they are being looked for, and the frame asks again. */
export function FindingCounts({ counts, href }: { counts: Record<Severity, number> | null; href: Route }) {
  if (!counts)
    return (
      <span className="text-subtle" title="Findings are being looked for">
        <span aria-hidden>…</span>
        <span className="sr-only">being looked for</span>
      </span>
    )
  const some = SEVERITIES.filter(severity => counts[severity] > 0)
  if (some.length === 0) return <span className="text-muted">None</span>
  return (
    <Link
      href={href}
      prefetch={false}
      className="relative z-10 inline-flex min-h-6 items-center gap-2.5 rounded-sm hover:underline"
    >
      {some.map(severity => (
        <span key={severity} className="inline-flex items-center gap-1">
          <SeverityMark severity={severity} size={12} label={SEVERITY_WORDS[severity]} />
          {formatNumber(counts[severity])}
        </span>
      ))}
    </Link>
  )
}
