import { Check, X } from 'lucide-react'
import { Spinner } from '@/components/ui/spinner'
import type { RowState } from './doctor-row'

export const STATE_WORDS: Record<RowState, string> = {
  failed: 'failed',
  ok: 'ok',
  cannotTell: 'cannot tell',
  pending: 'checking',
}

/** For the word beside it: the shape tells, the colour repeats it. */
export function RowMark({ state, size = 14 }: { state: RowState; size?: number }) {
  const icon = { 'aria-hidden': true, size, strokeWidth: 2 } as const
  switch (state) {
    case 'failed':
      return <X {...icon} className="shrink-0 text-deny" />
    case 'ok':
      return <Check {...icon} className="shrink-0 text-ok" />
    case 'cannotTell':
      return (
        <span aria-hidden className="grid size-3.5 shrink-0 place-items-center font-mono text-xs text-subtle">
          ?
        </span>
      )
    case 'pending':
      return <Spinner size={size} />
  }
}
