import { Check, Minus, X } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { VerdictMark } from '@/components/verdict-mark'
import { OUTCOME_WORDS, type StepOutcome } from '@/lib/access/explain/path-step'
import { upper } from '@/lib/access/model/clause'

const COLOURS: Record<StepOutcome, string> = {
  pass: 'text-ok',
  conditional: 'text-cond',
  fail: 'text-deny',
  unknown: 'text-subtle',
  notApplicable: 'text-subtle',
}

const RINGS: Record<StepOutcome, string> = {
  pass: 'border-ok-line bg-surface text-ok',
  conditional: 'border-cond-line bg-surface text-cond',
  fail: 'border-deny-line bg-deny-tint text-deny',
  unknown: 'border-line-strong bg-surface text-subtle',
  notApplicable: 'border-line bg-surface text-subtle',
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
      aria-label={upper(OUTCOME_WORDS[outcome])}
      className={classNames(
        'grid size-5 shrink-0 place-items-center',
        ring ? `rounded-full border ${RINGS[outcome]}` : COLOURS[outcome],
      )}
    >
      <Shape outcome={outcome} />
    </span>
  )
}
