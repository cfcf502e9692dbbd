import type { Route } from 'next'
import Link from 'next/link'
import { Moment } from '@/components/moment'
import { Kbd } from '@/components/ui/kbd'
import { UNREAD_SENTENCE } from '@/lib/access/model/as-far-as-read'
import { formatCount, formatNumber } from '@/lib/format'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'

interface MatrixStatusProps {
  data: MatrixData
  view: MatrixView
  /** Principals without access are listed too. */
  showAll: boolean
  showAllHref: Route
  clear: () => void
}

/** The foot of the matrix: what is counted, what is not shown, how old it is. */
export function MatrixStatus({ data, view, showAll, showAllHref, clear }: MatrixStatusProps) {
  const now = new Date().toISOString()
  return (
    <div className="@container flex min-h-7 shrink-0 flex-wrap items-center gap-x-5 gap-y-1 border-t border-line px-5 py-1 text-xs text-subtle max-md:px-4">
      <span className="text-muted">
        {formatCount(view.principals, 'principal')} in {formatCount(view.lines.length, 'row')}
      </span>
      {view.dropped > 0 && (
        <span>
          {formatNumber(view.dropped)} hidden by filters{' '}
          <button type="button" onClick={clear} className="text-accent underline print:hidden">
            Clear
          </button>
        </span>
      )}
      {showAll ? (
        <span>
          Principals with no access are shown{' '}
          <Link href={showAllHref} scroll={false} className="text-accent underline print:hidden">
            Hide
          </Link>
        </span>
      ) : (
        data.hiddenPrincipals > 0 && (
          <span>
            {formatNumber(data.hiddenPrincipals)} with no access hidden{' '}
            <Link href={showAllHref} scroll={false} className="text-accent underline print:hidden">
              Show
            </Link>
          </span>
        )
      )}
      {data.policiesUnread && <span className="text-cond">Policies: {data.policiesUnread}</span>}
      {data.asFarAsRead && <span>{UNREAD_SENTENCE}</span>}
      {/* The bar at the top says it too: where it is narrow here, that is enough. */}
      <span className="@max-5xl:sr-only print:not-sr-only">
        Data as of <Moment iso={data.asOf} now={now} />
      </span>
      {data.databaseReadAt ? (
        <span>
          Database read <Moment iso={data.databaseReadAt} now={now} />
        </span>
      ) : (
        <span className="text-cond">Database not read</span>
      )}
      {data.scpsReadAt === null ? null : (
        <span>
          Organisation policies read <Moment iso={data.scpsReadAt} now={now} />
        </span>
      )}
      <span aria-hidden className="ml-auto flex items-center gap-3 @max-6xl:hidden print:hidden">
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>
          <Kbd>←</Kbd>
          <Kbd>→</Kbd> move
        </span>
        <span className="flex items-center gap-1">
          <Kbd>↵</Kbd> explain
        </span>
        <span className="flex items-center gap-1">
          <Kbd>G</Kbd> group
        </span>
        <span className="flex items-center gap-1">
          <Kbd>D</Kbd> density
        </span>
      </span>
    </div>
  )
}
