import Link from 'next/link'
import { CONNECTION } from '@/components/connection-words'
import { SegmentedLinks } from '@/components/ui/segmented'
import { VerdictMark } from '@/components/verdict-mark'
import { UNREAD_SENTENCE, verdictWords } from '@/lib/access/model/as-far-as-read'
import type { Verdict } from '@/lib/access/model/verdict'
import type { ReachRow } from '@/lib/access/reach/reach'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ReachBy } from './reach-groups'
import { ReachTable } from './reach-table'

const COUNTED: Verdict[] = ['canConnect', 'conditional', 'dormant', 'denied', 'notEvaluated']

/** More than one reads through: a page of hundreds wakes up late. */
const MOST = 80

interface ReachTabProps {
  account: string
  arn: string
  rows: ReachRow[]
  by: ReachBy
  /** However many rows there are. */
  whole: boolean
  unreached: number
  /** What is not among the targets because it was not read. */
  beyond: string | null
  asFarAsRead: boolean
}

/** Everything it reaches and everything it is denied, each row leading to its explanation. */
export function ReachTab({ account, arn, rows, by, whole, unreached, beyond, asFarAsRead }: ReachTabProps) {
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-5 gap-y-2 px-5 py-1.5 max-md:px-4">
        <h2 className="font-semibold">What can it reach?</h2>
        {COUNTED.map(verdict => {
          const count = rows.filter(row => row.verdict === verdict).length
          if (count === 0) return null
          return (
            <span key={verdict} title={CONNECTION} className="inline-flex items-center gap-1.5 text-xs">
              <VerdictMark verdict={verdict} size={12} /> {count}{' '}
              {verdictWords(verdict, asFarAsRead).toLowerCase()}
            </span>
          )
        })}
        <span className="ml-auto">
          <SegmentedLinks
            label="Grouped"
            current={by}
            options={[
              { value: 'target', label: 'By target', href: routes.principal(arn) },
              { value: 'user', label: 'By user', href: routes.principal(arn, { by: 'user' }) },
              { value: 'policy', label: 'By policy', href: routes.principal(arn, { by: 'policy' }) },
            ]}
          />
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="px-5 py-6 text-muted">
          No statement that was read lets it connect to any target that was read.
        </p>
      ) : (
        <ReachTable account={account} arn={arn} rows={rows} by={by} most={whole ? rows.length : MOST} />
      )}
      {rows.length > MOST && !whole ? (
        <p className="px-5 pt-2 print:hidden">
          <Link
            href={routes.principal(arn, { by: by === 'target' ? null : by, rows: 'all' })}
            scroll={false}
            prefetch={false}
            className="text-accent hover:underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
          >
            Show all {formatCount(rows.length, 'row')}
          </Link>
        </p>
      ) : null}
      <p className="px-5 py-2 text-xs text-subtle">
        {formatCount(unreached, 'other target')}: its policies do not allow it. A database in another account
        needs a role there. {beyond} {asFarAsRead ? UNREAD_SENTENCE : null}
      </p>
    </>
  )
}
