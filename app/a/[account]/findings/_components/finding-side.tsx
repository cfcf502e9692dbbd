import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Finding } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { FindingPage } from '@/lib/services/findings/get-finding'
import type { FixPreview } from '@/lib/services/findings/plan-fix'
import { type FindingQuery, filtersOf } from '../search-params'
import { AffectedList } from './affected-list'
import { FindingHistory } from './finding-history'
import { findingsHref } from './finding-link'
import { FixEffectFigures } from './fix-effect-figures'

const linkClass = 'text-accent hover:underline max-md:inline-flex max-md:min-h-11 max-md:items-center'

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1 text-xs font-medium text-muted">{title}</h2>
      {children}
    </section>
  )
}

interface ElsewhereProps {
  finding: Finding
  preview: FixPreview | null
  query: FindingQuery
  alike: number
}

/** The same fix for several at once where it can be written for them; else the way to the others. */
function Elsewhere({ finding, preview, query, alike }: ElsewhereProps) {
  const { rule } = finding
  const others = formatCount(alike - 1, 'other finding')
  return (
    <Part title="Same mistake elsewhere">
      <p>
        {alike > 1 ? (
          <Link
            href={findingsHref({ ...filtersOf(query), kind: [rule], finding: finding.id })}
            className={linkClass}
          >
            {others}
          </Link>
        ) : (
          others
        )}
        .{' '}
        {preview && preview.together > 1 ? (
          <Link
            href={routes.fixTogether(query.account, { kind: rule, fix: preview.fix.id })}
            prefetch={false}
            className={linkClass}
          >
            Fix {preview.together} together
          </Link>
        ) : null}
      </p>
    </Part>
  )
}

interface FindingSideProps {
  page: FindingPage
  preview: FixPreview | null
  query: FindingQuery
  /** Findings of this rule in the list as filtered otherwise, this one included. */
  alike: number
}

/** Who is affected, what the fix does to them, where the same was done elsewhere, and what happened. */
export function FindingSide({ page, preview, query, alike }: FindingSideProps) {
  const { finding, history, unread, now } = page
  const worksOut = preview && preview.fix.plan.kind !== 'byHand'
  const cells = preview?.cells ?? finding.affected
  const total = preview?.cellsTotal ?? finding.affectedTotal
  return (
    <aside
      aria-label="Effect"
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-5 xl:w-60 xl:shrink-0"
    >
      <Part title="Who is affected">
        <AffectedList cells={cells} total={total} unread={unread} />
      </Part>
      {worksOut ? (
        <Part title="Effect of the fix">
          <FixEffectFigures effect={preview.fix.effect} unread={unread} />
        </Part>
      ) : null}
      {alike > 1 || (preview?.together ?? 0) > 1 ? (
        <Elsewhere finding={finding} preview={preview} query={query} alike={alike} />
      ) : null}
      <Part title="History">
        <FindingHistory history={history} now={now} />
      </Part>
    </aside>
  )
}
