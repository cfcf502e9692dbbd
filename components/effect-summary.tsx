import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { Verdict } from '@/lib/access/model/verdict'
import { formatCount, formatNumber } from '@/lib/format'
import { classNames } from './ui/class-names'
import { VerdictMark } from './verdict-mark'

function Figure({ sign, value, word, good }: { sign: string; value: number; word: string; good?: boolean }) {
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <span
        className={classNames(
          'text-xl font-semibold tracking-[-0.02em]',
          value === 0 ? 'text-subtle' : good ? 'text-ok' : 'text-fg',
        )}
      >
        {sign}
        {formatNumber(value)}
      </span>
      <span className="text-xs text-muted">{word}</span>
    </span>
  )
}

/** `+3 new connections  −0 removed  0 changed`. Zero is quiet. */
export function EffectFigures({
  added,
  removed,
  changed,
  dormant = 0,
  children,
}: {
  added: number
  removed: number
  changed?: number
  /** Allowed by IAM, and stopped by the target until something there is changed. */
  dormant?: number
  /** What is no connection. */
  children?: ReactNode
}) {
  return (
    <div data-slot="effect-summary" className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
      <span className="font-semibold">Effect</span>
      <Figure sign="+" value={added} word={added === 1 ? 'new connection' : 'new connections'} good />
      <Figure sign="−" value={removed} word="removed" />
      {changed === undefined ? null : <Figure sign="" value={changed} word="changed" />}
      {dormant > 0 ? (
        <span className="text-xs text-dorm">{formatCount(dormant, 'dormant connection')}</span>
      ) : null}
      {children}
    </div>
  )
}

/** A change in marks: before → after. Read aloud as words. */
export function VerdictChange({
  before,
  after,
  asFarAsRead = false,
  size = 13,
}: {
  before: Verdict
  after: Verdict
  /** SCPs over the principal are unread. */
  asFarAsRead?: boolean | undefined
  size?: number
}) {
  return (
    <span
      role="img"
      aria-label={`${verdictWords(before, asFarAsRead)}, then ${verdictWords(after, asFarAsRead)}`}
      className="inline-flex items-center gap-2"
    >
      <VerdictMark verdict={before} size={size} grown />
      <ArrowRight aria-hidden size={12} strokeWidth={1.5} className="text-subtle" />
      <VerdictMark verdict={after} size={size} grown />
    </span>
  )
}
