import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { IamAuthMark } from '@/components/iam-auth-mark'
import { SeverityMark } from '@/components/severity-mark'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { unreadWords, withUnread } from '@/lib/access/reading/unread-listings'
import { SEVERITIES, type Severity } from '@/lib/findings/finding'
import { formatCount, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { type StateGroup, type TargetQuery, targetsHref } from '../search-params'
import { stateGroup } from './select-targets'
import type { TargetReading, TargetRow } from './target-row'

const BAR: Record<StateGroup, string> = {
  on: 'bg-ok-solid',
  pending: 'bg-accent-solid',
  off: 'bg-line-strong',
  unsupported: 'bg-active',
}

function pendingWords(rows: TargetRow[]): string {
  const count = (kind: RegExp) => rows.filter(({ iamAuth }) => kind.test(iamAuth.state)).length
  const [now, window, open] = [count(/^turning/), count(/^scheduled/), count(/^pending/)]
  return joined(
    now > 0 && `${now} now`,
    window > 0 && `${window} in the window`,
    open > 0 && `${open} not known when`,
  )
}

const joined = (...words: (string | false | null)[]) => words.filter(Boolean).join(', ')

function Cell({
  href,
  mark,
  name,
  value,
  detail,
}: {
  href: Route
  mark: ReactNode
  name: string
  value: number
  detail: string
}) {
  return (
    <Link
      href={href}
      scroll={false}
      className="focus-inset block min-w-0 border-line px-4 py-2.5 hover:bg-hover max-md:nth-[n+3]:border-t max-md:even:border-r-0"
    >
      <span className="flex items-center gap-1.5 text-xs text-muted">
        {mark}
        {name}
      </span>
      <span className="mt-0.5 flex items-baseline gap-2">
        <span className="text-xl font-semibold tracking-[-0.02em]">{formatNumber(value)}</span>
        <span className="truncate text-xs text-subtle" title={detail}>
          {detail}
        </span>
      </span>
    </Link>
  )
}

type Figure = 'canConnect' | 'conditional' | 'dormant'

/** Null: IAM was not read, so nothing is there to be added up. */
function total(rows: TargetRow[], key: Figure): number | null {
  const counts = rows.map(row => row.summary?.[key] ?? null).filter(count => count !== null)
  return counts.length < rows.length ? null : counts.reduce((sum, count) => sum + count, 0)
}

function Access({
  rows,
  unread,
  asFarAsRead,
}: {
  rows: TargetRow[]
  unread: string | null
  asFarAsRead: boolean
}) {
  const figures = (['canConnect', 'conditional', 'dormant'] as const).flatMap(key => {
    const count = total(rows, key)
    return count === null ? [] : [{ key, count }]
  })
  return (
    <div className="min-w-0 border-line px-4 py-2.5 max-md:col-span-2 max-md:border-t max-md:border-r-0!">
      <span className="block truncate text-xs text-muted">{withUnread('Access, all targets', unread)}</span>
      <span className="mt-1.5 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs">
        {figures.length === 0 ? (
          <span className="inline-flex items-center gap-1.5">
            <VerdictMark verdict="notEvaluated" size={12} />
            Not evaluated: IAM was not read
          </span>
        ) : null}
        {figures.map(({ key, count }) => (
          <span key={key} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <VerdictMark verdict={key} size={12} />
            {formatNumber(count)} {verdictWords(key, asFarAsRead).toLowerCase()}
          </span>
        ))}
      </span>
    </div>
  )
}

function OpenFindings({
  account,
  counts,
  unchecked,
  unread,
  why,
}: {
  account: string
  counts: Record<Severity, number>
  /** Known before, and too little was read to check them. */
  unchecked: Record<Severity, number>
  unread: string | null
  why: string | null
}) {
  const some = SEVERITIES.filter(severity => counts[severity] > 0)
  const before = SEVERITIES.filter(severity => unchecked[severity] > 0)
  return (
    <Link
      href={routes.findings(account)}
      className="focus-inset block min-w-0 border-line px-4 py-2.5 hover:bg-hover max-md:col-span-2 max-md:border-t max-md:border-r-0!"
    >
      <span className="block truncate text-xs text-muted" title={why ?? undefined}>
        {withUnread('Open findings', unread ?? (why ? 'not all was read' : null))}
      </span>
      <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <span className="text-xl font-semibold tracking-[-0.02em]">
          {formatNumber(SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0))}
        </span>
        {some.map(severity => (
          <span key={severity} className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap">
            <SeverityMark severity={severity} size={12} />
            {formatNumber(counts[severity])} {severity}
          </span>
        ))}
      </span>
      {before.length > 0 && (
        <span className="mt-0.5 block text-xs text-cond">
          Known before, not checked now:{' '}
          {before.map(severity => `${formatNumber(unchecked[severity])} ${severity}`).join(', ')}
        </span>
      )}
    </Link>
  )
}

/** How the switch stands everywhere; each number is a filter. */
export function TargetStrip({ reading, query }: { reading: TargetReading; query: TargetQuery }) {
  const { rows, regions, findings: open, unchecked, findingsUnread, policiesUnread, asFarAsRead } = reading
  const of = (group: StateGroup) => rows.filter(row => stateGroup(row) === group)
  const href = (group: StateGroup) =>
    targetsHref({ ...query, iam: query.iam.length === 1 && query.iam[0] === group ? [] : [group] })
  const unread = unreadWords(regions)
  const dormant = total(of('off'), 'dormant')
  const unknown = of('off').filter(({ iamSupport }) => iamSupport === 'unknown').length
  const ofAll = `of ${formatNumber(rows.length)}`
  const groups = [
    { group: 'on', mark: 'on', name: 'IAM auth on', detail: withUnread(ofAll, unread) },
    { group: 'pending', mark: 'turningOn', name: 'Pending', detail: pendingWords(of('pending')) },
    {
      group: 'off',
      mark: 'off',
      name: 'Off',
      detail: joined(
        dormant !== null && formatCount(dormant, 'dormant grant'),
        dormant !== null && policiesUnread,
        unknown > 0 && `support of ${formatNumber(unknown)} not known`,
      ),
    },
    {
      group: 'unsupported',
      mark: 'unsupported',
      name: 'Unsupported',
      detail: joined(
        of('unsupported').length > 0 && 'engine or version',
        unknown > 0 && `not known of ${formatNumber(unknown)}`,
      ),
    },
  ] as const
  return (
    <section
      aria-label="IAM authentication"
      className="mx-5 mt-4 shrink-0 overflow-hidden rounded-lg border border-line bg-surface max-sm:mx-4"
    >
      <div aria-hidden className="flex h-1 gap-px">
        {groups.map(({ group }) => (
          <span key={group} className={BAR[group]} style={{ flexGrow: of(group).length }} />
        ))}
      </div>
      <div className="grid grid-cols-2 divide-line md:grid-cols-[repeat(4,1fr)_2.4fr] divide-x">
        {groups.map(({ group, mark, name, detail }) => (
          <Cell
            key={group}
            href={href(group)}
            mark={<IamAuthMark state={mark} size={13} />}
            name={name}
            value={of(group).length}
            detail={of(group).length === 0 && (group === 'pending' || group === 'off') ? '' : detail}
          />
        ))}
        {open ? (
          <OpenFindings
            account={query.account}
            counts={open}
            unchecked={unchecked}
            unread={unread}
            why={findingsUnread}
          />
        ) : (
          <Access rows={rows} unread={joined(unread, policiesUnread) || null} asFarAsRead={asFarAsRead} />
        )}
      </div>
    </section>
  )
}
