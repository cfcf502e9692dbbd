import { PageHeader } from '@/components/page-header'
import { RefreshWhile } from '@/components/refresh-while'
import { Meter } from '@/components/ui/meter'
import { formatCount, formatNumber } from '@/lib/format'
import type { SearchProgress } from '@/lib/services/findings/search-progress'

/** The first search of a large account: how far it is, and the list as soon as it is there. */
export function StillLooking({ progress }: { progress: SearchProgress }) {
  const { asked, rules, principals, targets, dates, readAt } = progress
  return (
    <>
      <PageHeader title="Findings" subtitle="what is wrong, with its fix" readAt={readAt} dates={dates} />
      <RefreshWhile active everyMs={1_500} />
      <section role="status" className="m-5 rounded-lg border border-line bg-surface px-6 py-7">
        <h2 className="font-semibold">Still looking</h2>
        <p className="mt-0.5 text-muted">
          {formatNumber(asked)} of {formatCount(rules, 'rule')} asked of{' '}
          {formatCount(principals, 'principal')} and {formatCount(targets, 'target')}. The list comes by
          itself.
        </p>
        <Meter value={asked} max={rules} label={`${asked} of ${rules} rules`} className="mt-3 w-60" />
      </section>
    </>
  )
}
