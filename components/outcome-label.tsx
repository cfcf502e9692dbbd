import { Check, TriangleAlert, Undo2, X } from 'lucide-react'
import type { AuditOutcome } from '@/lib/records/audit-entry'
import { OUTCOME_WORDS } from './outcome-words'
import { classNames } from './ui/class-names'
import { Spinner } from './ui/spinner'

const TONES = {
  intended: 'text-cond',
  done: 'text-muted',
  running: 'text-accent',
  refused: 'text-deny',
  failed: 'text-deny',
  partial: 'text-cond',
  takenBack: 'text-muted',
} as const

function OutcomeMark({ outcome }: { outcome: AuditOutcome }) {
  if (outcome === 'running') return <Spinner size={13} />
  if (outcome === 'done') return <Check aria-hidden size={13} strokeWidth={2} className="text-ok" />
  if (outcome === 'takenBack') return <Undo2 aria-hidden size={13} strokeWidth={2} />
  const Icon = outcome === 'partial' || outcome === 'intended' ? TriangleAlert : X
  return <Icon aria-hidden size={13} strokeWidth={2} />
}

export function OutcomeLabel({ outcome }: { outcome: AuditOutcome }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 align-middle whitespace-nowrap',
        TONES[outcome],
      )}
    >
      <OutcomeMark outcome={outcome} />
      {OUTCOME_WORDS[outcome]}
    </span>
  )
}
