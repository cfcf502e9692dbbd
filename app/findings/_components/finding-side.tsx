import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'
import type { Finding, FixEffect } from '@/lib/findings/finding'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FixPreview } from '@/lib/services/plan-fix'
import { type FindingQuery, filtersOf, findingQuery } from '../search-params'
import { AffectedList } from './affected-list'

function Effect({ effect }: { effect: FixEffect }) {
  const figure = (value: number, tone: string) =>
    classNames('text-lg font-semibold', value === 0 ? 'text-subtle' : tone)
  return (
    <>
      <p className="flex items-baseline gap-4">
        <span>
          <span className={figure(effect.added, 'text-ok')}>+{formatNumber(effect.added)}</span> new
        </span>
        <span>
          <span className={figure(effect.removed, 'text-fg')}>−{formatNumber(effect.removed)}</span> removed
        </span>
      </p>
      <p className="text-muted">
        {effect.changed > 0
          ? `${formatCount(effect.changed, 'other cell')} ${effect.changed === 1 ? 'changes its' : 'change their'} verdict`
          : 'Nothing else changes'}
      </p>
    </>
  )
}

interface FindingSideProps {
  finding: Finding
  preview: FixPreview | null
  query: FindingQuery
  /** Findings of this rule in the list as filtered otherwise, this one included. */
  alike: number
}

/** Who is affected, what the fix does to them, and where the same was done elsewhere. */
export function FindingSide({ finding, preview, query, alike }: FindingSideProps) {
  const worksOut = preview && preview.fix.plan.kind !== 'byHand'
  const cells = preview?.cells ?? finding.affected
  const total = preview?.cellsTotal ?? finding.affectedTotal
  return (
    <aside
      aria-label="Effect"
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-5 xl:w-60 xl:shrink-0"
    >
      <section>
        <h2 className="mb-1 text-xs font-medium text-muted">Who is affected</h2>
        <AffectedList cells={cells} total={total} />
      </section>
      {worksOut ? (
        <section>
          <h2 className="mb-1 text-xs font-medium text-muted">Effect of the fix</h2>
          <Effect effect={preview.fix.effect} />
        </section>
      ) : null}
      {alike > 1 ? (
        <section>
          <h2 className="mb-1 text-xs font-medium text-muted">Same mistake elsewhere</h2>
          <p>
            {formatCount(alike - 1, 'other finding')}.{' '}
            <Link
              href={routes.findings(
                findingQuery({ ...filtersOf(query), kind: [finding.rule], finding: finding.id }),
              )}
              className="text-accent hover:underline"
            >
              Show them
            </Link>
          </p>
        </section>
      ) : null}
    </aside>
  )
}
