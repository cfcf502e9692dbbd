import { Check, Minus, X } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { VerdictMark } from '@/components/verdict-mark'
import type { StepOutcome } from '@/lib/access/path-step'

export const OUTCOME_WORDS: Record<StepOutcome, string> = {
  pass: 'Yes',
  conditional: 'Only on a condition',
  fail: 'No',
  unknown: 'Not known',
  notApplicable: 'Does not apply',
}

const RINGS: Record<StepOutcome, string> = {
  pass: 'border-ok-line text-ok',
  conditional: 'border-cond-line text-cond',
  fail: 'border-deny-line bg-deny-tint text-deny',
  unknown: 'border-line-strong text-subtle',
  notApplicable: 'border-line text-subtle',
}

function Shape({ outcome }: { outcome: StepOutcome }) {
  if (outcome === 'pass') return <Check size={12} strokeWidth={2} aria-hidden />
  if (outcome === 'fail') return <X size={12} strokeWidth={2} aria-hidden />
  if (outcome === 'notApplicable') return <Minus size={10} strokeWidth={2} aria-hidden />
  return <VerdictMark verdict={outcome === 'conditional' ? 'conditional' : 'notEvaluated'} size={12} />
}

/** The outcome of one block: in a ring on the line of the path, or bare beside a level. */
export function PathMark({ outcome, ring }: { outcome: StepOutcome; ring: boolean }) {
  return (
    <span
      role="img"
      aria-label={OUTCOME_WORDS[outcome]}
      className={classNames(
        'grid shrink-0 place-items-center',
        ring ? 'size-5 rounded-full border bg-surface' : 'size-4',
        RINGS[outcome],
        !ring && 'border-transparent bg-transparent',
      )}
    >
      <Shape outcome={outcome} />
    </span>
  )
}
