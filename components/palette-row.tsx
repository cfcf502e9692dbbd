'use client'

import {
  ArrowRight,
  Box,
  CircleQuestionMark,
  Database,
  FilePlus2,
  FileText,
  KeyRound,
  Printer,
  RefreshCw,
  SquareUserRound,
  SunMoon,
  TriangleAlert,
} from 'lucide-react'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { pageOf } from '@/lib/routes'
import type { FoundItem } from '@/lib/services/shell/found-item'
import { CommandKey } from './command-key'
import { IAM_AUTH_WORDS, IamAuthMark } from './iam-auth-mark'
import { highlight } from './palette-items'
import { SEVERITY_WORDS, SeverityMark } from './severity-mark'
import { classNames } from './ui/class-names'
import { Kbd } from './ui/kbd'
import { VERDICT_TEXT, VerdictMark } from './verdict-mark'

function iconOf(item: FoundItem) {
  if (item.group === 'targets') return Database
  if (item.group === 'principals') return Box
  if (item.group === 'databaseUsers') return SquareUserRound
  if (item.group === 'findings') return TriangleAlert
  if (item.group === 'policies') return FileText
  if (item.act === 'print') return Printer
  if (item.act === 'readAgain') return RefreshCw
  if (item.href === null) return SunMoon
  if (pageOf(item.href) === '/tokens') return KeyRound
  if (pageOf(item.href) === '/grants/new') return FilePlus2
  return item.title.endsWith('?') ? CircleQuestionMark : ArrowRight
}

interface PaletteRowProps {
  id: string
  index: number
  item: FoundItem
  term: string
  current: boolean
  /** What ⌘↵ runs. */
  second: boolean
  onHover: () => void
  onRun: () => void
}

export function PaletteRow({ id, index, item, term, current, second, onHover, onRun }: PaletteRowProps) {
  const Icon = iconOf(item)
  const mono = ['principals', 'databaseUsers', 'policies'].includes(item.group)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input keeps the focus and carries the keys
    // biome-ignore lint/a11y/useFocusableInteractive: options are reached through aria-activedescendant
    <div
      id={id}
      role="option"
      aria-selected={current}
      data-index={index}
      onMouseMove={onHover}
      onClick={onRun}
      className={classNames(
        'flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-3 max-md:min-h-12',
        current && 'bg-accent-tint shadow-[inset_2px_0_0_var(--gh-accent)]',
      )}
    >
      <Icon
        aria-hidden
        size={15}
        strokeWidth={1.5}
        className={classNames('shrink-0', current ? 'text-accent' : 'text-subtle')}
      />
      <span className="min-w-0 flex-1 truncate">
        <span className={mono ? 'font-mono' : undefined}>
          {highlight(item.title, term).map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one title
            <span key={place} className={part.hit ? 'font-semibold' : undefined}>
              {part.text}
            </span>
          ))}
        </span>
        {item.detail ? <span className="ml-2 text-xs text-muted">{item.detail}</span> : null}
      </span>
      {item.state ? (
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <IamAuthMark state={item.state} size={13} />
          {IAM_AUTH_WORDS[item.state]}
        </span>
      ) : null}
      {item.severity ? (
        <span className="flex items-center gap-1.5 text-xs text-muted">
          <SeverityMark severity={item.severity} size={12} />
          {SEVERITY_WORDS[item.severity]}
        </span>
      ) : null}
      {item.verdict ? (
        <span className={classNames('flex items-center gap-1.5 text-xs', VERDICT_TEXT[item.verdict])}>
          <VerdictMark verdict={item.verdict} size={12} />
          {verdictWords(item.verdict, item.asFarAsRead ?? false)}
        </span>
      ) : null}
      {current ? <Kbd>↵</Kbd> : null}
      {second ? (
        <span className="flex gap-1">
          <CommandKey />
          <Kbd>↵</Kbd>
        </span>
      ) : null}
    </div>
  )
}
