'use client'

import { CornerDownLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { RelativeTime } from '@/components/relative-time'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { classNames } from '@/components/ui/class-names'
import { useEarlyScroll } from '@/components/use-early-scroll'
import { VerdictMark } from '@/components/verdict-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import { optionKey } from '@/lib/connect/option-key'
import { formatCount } from '@/lib/format'
import type { LiveToken } from '@/lib/services/tokens/issued-tokens'
import type { Connections } from '@/lib/services/tokens/list-connections'
import { LiveTokens } from './live-tokens'
import { type ListedFrom, NoOptions } from './no-options'
import { SignAs } from './sign-as'
import { signerWords } from './signer-words'
import type { OptionView } from './token-options'

interface PickListProps {
  view: OptionView
  chosen: ConnectionOption | null
  query: string
  /** What the list was made from. */
  reading: ListedFrom & Pick<Connections, 'signers'>
  hidden: number
  live: LiveToken[]
  now: string
  onPick: (option: ConnectionOption) => void
  onSigner: (arn: string) => void
}

export function PickList({
  view,
  chosen,
  query,
  reading,
  hidden,
  live,
  now,
  onPick,
  onSigner,
}: PickListProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div id="token-options" role="listbox" aria-label="Connections" className="grid grid-cols-1">
        {view.groups.map(group => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={group.title} role="group" aria-label={group.title}>
            <div
              aria-hidden
              className="border-y border-line bg-sunken px-5 py-1 text-2xs font-medium text-muted max-md:px-4"
            >
              {group.title}
            </div>
            {group.options.map(option => (
              <PickRow
                key={optionKey(option)}
                option={option}
                number={view.flat.indexOf(option) + 1}
                chosen={option === chosen}
                usable={group.usable}
                now={now}
                onPick={onPick}
              />
            ))}
          </div>
        ))}
      </div>
      {view.flat.length === 0 ? (
        <>
          <div className="mx-5 mt-4 max-w-sm max-md:mx-4">
            <SignAs connections={reading} onSigner={onSigner} />
          </div>
          <NoOptions query={query} reading={reading} />
        </>
      ) : null}
      {hidden > 0 ? (
        <p className="px-5 py-2 text-xs text-subtle max-md:px-4">
          {formatCount(hidden, 'more match', 'more match')}. Type to narrow.
        </p>
      ) : null}
      <LiveTokens title="Your live tokens" tokens={live} className="mx-5 mt-5 max-md:mx-4" />
    </div>
  )
}

function PickRow({
  option,
  number,
  chosen,
  usable,
  now,
  onPick,
}: {
  option: ConnectionOption
  number: number
  chosen: boolean
  usable: boolean
  now: string
  onPick: (option: ConnectionOption) => void
}) {
  const row = useRef<HTMLDivElement>(null)
  const words = verdictWords(option.verdict, option.asFarAsRead)
  const scrolledEarly = useEarlyScroll()
  useEffect(() => {
    if (chosen && row.current && !scrolledEarly(row.current)) row.current.scrollIntoView({ block: 'nearest' })
  }, [chosen, scrolledEarly])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and the keys
    <div
      ref={row}
      id={`option-${optionKey(option)}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onClick={() => onPick(option)}
      className={classNames(
        'flex min-h-9 cursor-pointer items-center gap-3 px-5 py-1 max-md:min-h-13 max-md:px-4',
        chosen ? 'bg-accent-tint shadow-[inset_2px_0_0_var(--gh-accent)]' : 'hover:bg-hover',
      )}
    >
      <NumberKey number={number} shown={usable && number <= 9} />
      <TargetKindIcon kind={option.kind} />
      <span className="flex min-w-0 flex-1 items-center gap-3 max-md:flex-col max-md:items-start max-md:gap-0">
        <span className="w-44 shrink-0 truncate font-medium max-xl:w-36 max-md:w-auto">{option.target}</span>
        <span className="w-40 shrink-0 truncate font-mono text-xs max-xl:w-32 max-md:w-auto max-md:text-muted">
          {option.databaseUser}
        </span>
        <span
          className={classNames(
            'flex min-w-0 flex-1 items-center gap-2 text-xs text-muted',
            !option.otherSigner && 'max-md:hidden',
          )}
        >
          {option.otherSigner ? null : <VerdictMark verdict={option.verdict} size={12} label={words} />}
          <span className="min-w-0">{noteOf(option)}</span>
        </span>
      </span>
      <span className={option.otherSigner ? 'hidden' : 'md:hidden'}>
        <VerdictMark verdict={option.verdict} size={13} label={words} />
      </span>
      <span className="shrink-0 text-xs text-subtle">
        {option.lastIssuedAt ? <RelativeTime iso={option.lastIssuedAt} now={now} /> : usable ? 'never' : null}
      </span>
      <span className="grid w-4 place-items-center text-accent max-md:hidden">
        {chosen ? <CornerDownLeft aria-hidden size={14} strokeWidth={1.5} /> : null}
      </span>
    </div>
  )
}

function noteOf({ note, otherSigner }: ConnectionOption): string | null {
  return otherSigner ? `as ${signerWords(otherSigner)}` : note
}

function NumberKey({ number, shown }: { number: number; shown: boolean }) {
  return (
    <span className="w-4 shrink-0 max-md:hidden">
      {shown ? (
        <kbd
          aria-hidden
          className="grid size-4 place-items-center rounded-sm border border-line-strong bg-surface font-sans text-[10px] font-medium text-muted"
        >
          {number}
        </kbd>
      ) : null}
    </span>
  )
}
