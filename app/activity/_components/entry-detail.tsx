import { Check } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'
import { writerWords } from '@/components/actor-words'
import { ArnText } from '@/components/arn-text'
import { VerdictChange } from '@/components/effect-summary'
import { shownName } from '@/components/shown-name'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { HOME } from '@/lib/account-name'
import { readPage } from '@/lib/actions/read-page'
import { formatNumber, shortenMiddle } from '@/lib/format'
import { routes } from '@/lib/routes'
import { getActivity } from '@/lib/services/activity/get-activity'
import type { ActivityRecord } from './activity-words'
import { whatNext } from './what-next'

const asVerdict = (text: string): Verdict | null => VERDICTS.find(verdict => verdict === text) ?? null

function Change({ change }: { change: ActivityRecord['changes'][number] }) {
  const before = asVerdict(change.before)
  const after = asVerdict(change.after)
  return (
    <li className="flex items-baseline gap-x-3">
      {before && after ? (
        <VerdictChange before={before} after={after} asFarAsRead={change.asFarAsRead} size={12} />
      ) : (
        <span className="text-muted">
          {change.before} → {change.after}
        </span>
      )}
      <span className="min-w-0 wrap-anywhere">
        <code className="text-xs" title={change.principal}>
          {shownName(change.principal)}
        </code>{' '}
        <span className="text-muted">as</span> <code className="text-xs">{change.databaseUser}</code>{' '}
        <span className="text-muted">on {change.target}</span>
      </span>
    </li>
  )
}

/** Of a database user, as the entry of its change holds them. */
function factsIn(state: unknown): string[] {
  const { facts: lines } = (state ?? {}) as { facts?: unknown }
  return Array.isArray(lines) ? lines.map(String) : []
}

function facts(record: ActivityRecord): [string, ReactNode][] {
  const target =
    record.targetRegion && record.resourceId
      ? {
          accountId: record.accountId ?? HOME,
          region: record.targetRegion,
          resourceId: record.resourceId,
        }
      : null
  const list: [string, ReactNode][] = []
  if (record.detail) list.push(['What happened', record.detail])
  if (record.changes.length > 0)
    list.push([
      'What changed',
      <ul key="changes" className="grid gap-1">
        {record.changes.map(change => (
          <Change key={`${change.principal} ${change.databaseUser} ${change.target}`} change={change} />
        ))}
      </ul>,
    ])
  for (const [words, state] of [
    ['True since', record.after],
    ['No longer true', record.before],
  ] as const)
    if (factsIn(state).length > 0)
      list.push([
        words,
        <ul key={words} className="grid gap-0.5">
          {factsIn(state).map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>,
      ])
  if (record.awsCalls.length > 0)
    list.push([
      record.awsCalls.every(({ action }) => action.startsWith('sql:')) ? 'Statements' : 'AWS calls',
      <ul key="calls" className="grid gap-0.5">
        {record.awsCalls.map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a record never changes
          <li key={index}>
            {call.action.replace(/^sql:/, '')}
            {call.requestId ? <code className="ml-2 text-2xs text-subtle">{call.requestId}</code> : null}
          </li>
        ))}
      </ul>,
    ])
  if (record.principal)
    list.push([
      'Principal',
      <code key="principal" className="text-xs [overflow-wrap:anywhere]">
        {record.principal}
      </code>,
    ])
  if (record.callerArn)
    list.push([
      'Signed by',
      <code key="caller" className="text-xs break-all">
        {record.callerArn}
      </code>,
    ])
  const writer = writerWords(record)
  if (writer) list.push(['Recorded by', writer])
  if (record.accountId) list.push(['Account', <code key="account">{record.accountId}</code>])
  if (record.reason) list.push(['Reason', record.reason])
  if (target)
    list.push([
      'Target',
      <Link key="target" href={routes.target(target)} className="rounded-sm text-accent hover:underline">
        {record.target ?? record.resourceId}
      </Link>,
    ])
  return list
}

function Chain({ record, nextHash }: { record: ActivityRecord; nextHash: string | null }) {
  const hashes: [string, string | null][] = [
    ['this', record.hash],
    ['previous', record.previousHash],
    ['next', nextHash],
    ...(record.seal ? [['seal', record.seal] satisfies [string, string]] : []),
  ]
  return (
    <div className="px-5 py-3 lg:w-96 lg:border-l lg:border-line">
      <h2 className="mb-1.5 text-2xs font-medium text-muted">Chain</h2>
      <dl className="grid grid-cols-[4.5rem_1fr] items-center gap-y-0.5 text-xs">
        <dt className="text-muted">entry</dt>
        <dd>{formatNumber(record.id)}</dd>
        {hashes.map(([name, hash]) => (
          <Fragment key={name}>
            <dt className="text-muted">{name}</dt>
            <dd>
              {hash ? (
                <ArnText
                  value={hash}
                  name={name === 'seal' ? 'seal' : `${name} hash`}
                  shown={shortenMiddle(hash, 12, 8)}
                  copy
                />
              ) : (
                <span className="text-subtle">none yet</span>
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className="mt-1.5 flex items-center gap-2 text-xs text-muted">
        <Check aria-hidden size={13} strokeWidth={2} className="text-ok" />
        Each hash covers the entry and the hash before it
      </p>
    </div>
  )
}

/** One entry in full: what changed, which calls, and its place in the chain. */
export async function EntryDetail({ id }: { id: number }) {
  const reading = await readPage(context => getActivity(context, id))
  if (!reading.ok) return <p className="px-5 py-3 text-deny">{reading.message}</p>
  const { record, nextHash } = reading.value
  const list = [...facts(record), ...whatNext(reading.value)]
  return (
    <div className="flex shadow-[inset_2px_0_0_var(--gh-accent)] max-lg:flex-col">
      <dl className="grid min-w-0 flex-1 grid-cols-[7rem_1fr] content-start gap-x-4 gap-y-1.5 py-3 pr-5 pl-28 text-xs whitespace-normal max-lg:pl-5">
        {list.map(([name, value]) => (
          <Fragment key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0">{value}</dd>
          </Fragment>
        ))}
      </dl>
      <Chain record={record} nextHash={nextHash} />
    </div>
  )
}
