import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { ConditionHint, Verdict } from '@/lib/access/model/verdict'
import { classNames } from './ui/class-names'
import { Mark } from './ui/mark'

/** Text colour of each verdict, for the word beside the mark. */
export const VERDICT_TEXT: Record<Verdict, string> = {
  canConnect: 'text-fg',
  conditional: 'text-cond',
  dormant: 'text-dorm',
  denied: 'text-deny',
  noAccess: 'text-subtle',
  notEvaluated: 'text-subtle',
}

/** The bare shapes in a 14-unit box, for grids that draw many. Shape carries the verdict, colour repeats it. */
export function VerdictShape({ verdict, grown = false }: { verdict: Verdict; grown?: boolean }) {
  switch (verdict) {
    case 'canConnect':
      return <circle cx="7" cy="7" r="4.75" className="fill-ok-solid" />
    case 'conditional':
      return (
        <>
          <circle cx="7" cy="7" r="4.1" className="stroke-cond-solid" strokeWidth="1.3" />
          <path d="M7 2.9a4.1 4.1 0 0 0 0 8.2Z" className="fill-cond-solid" />
        </>
      )
    case 'dormant':
      return (
        <circle
          cx="7"
          cy="7"
          r="4.1"
          className="stroke-dorm-solid"
          strokeWidth="1.5"
          strokeDasharray="4 2.44"
          strokeDashoffset="-1.22"
        />
      )
    case 'denied':
      return (
        <path
          d="m3.4 3.4 7.2 7.2m0-7.2-7.2 7.2"
          className="stroke-deny-solid"
          strokeWidth="1.8"
          strokeLinecap="square"
        />
      )
    case 'noAccess':
      return <circle cx="7" cy="7" r={grown ? 2 : 1} className="fill-control" />
    case 'notEvaluated':
      return (
        <>
          <path
            d="M5 5.2a2 2 0 1 1 3.1 1.7C7.3 7.4 7 7.8 7 8.6"
            className="stroke-subtle"
            strokeWidth="1.4"
            strokeLinecap="round"
          />
          <circle cx="7" cy="10.8" r=".85" className="fill-subtle" />
        </>
      )
  }
}

/** `label` names it where no word stands beside it; `hint` adds what a condition hangs on. */
export function VerdictMark({
  verdict,
  size = 14,
  grown = false,
  hint = null,
  label,
}: {
  verdict: Verdict
  size?: number
  grown?: boolean
  hint?: ConditionHint | null
  label?: string
}) {
  const mark = (
    <Mark size={size} label={label}>
      <VerdictShape verdict={verdict} grown={grown} />
    </Mark>
  )
  if (!hint || verdict !== 'conditional') return mark
  return (
    <span className="inline-flex items-start">
      {mark}
      <HintMark hint={hint} />
    </span>
  )
}

/** 9 px, top right of a conditional: key = MFA, clock = date, two nodes = network or another context key. */
export function HintShape({ hint }: { hint: ConditionHint }) {
  if (hint === 'mfa')
    return (
      <>
        <circle cx="3" cy="6.2" r="1.9" />
        <path d="m4.4 4.8 3.4-3.4M6.4 2.8l1.4 1.3" />
      </>
    )
  if (hint === 'date')
    return (
      <>
        <circle cx="4.5" cy="4.5" r="3.5" />
        <path d="M4.5 2.6v2l1.3.9" />
      </>
    )
  return (
    <>
      <circle cx="1.7" cy="4.5" r="1" className="fill-cond" />
      <circle cx="7.3" cy="4.5" r="1" className="fill-cond" />
      <path d="M2.7 4.5h3.6" />
    </>
  )
}

export function HintMark({ hint, className }: { hint: ConditionHint; className?: string }) {
  return (
    <svg
      aria-hidden
      width="9"
      height="9"
      viewBox="0 0 9 9"
      fill="none"
      strokeWidth="1.1"
      strokeLinecap="round"
      className={classNames('-mt-0.5 shrink-0 stroke-cond', className)}
    >
      <HintShape hint={hint} />
    </svg>
  )
}

/** Mark and word together. */
export function VerdictLabel({
  verdict,
  asFarAsRead,
  hint = null,
}: {
  verdict: Verdict
  /** SCPs over the principal are unread. */
  asFarAsRead: boolean
  hint?: ConditionHint | null
}) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-2 align-middle whitespace-nowrap',
        VERDICT_TEXT[verdict],
      )}
    >
      <VerdictMark verdict={verdict} hint={hint} size={13} />
      {verdictWords(verdict, asFarAsRead)}
    </span>
  )
}
