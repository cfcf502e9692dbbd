import type { AccessChange } from '@/lib/access/model/access-change'
import { MOST_ON_PAPER } from '@/lib/most-on-paper'
import { EffectRows } from './effect-rows'

/** Enough to look at; the figures above count all. */
export const SHOWN_CHANGES = 40

interface EffectTableProps {
  effect: AccessChange[]
  /** Where not all of them came. */
  total?: number
  /** Whether paper lists all of it: of many tables on one page it does not. */
  whole?: boolean
}

/** Every cell that changes, by name, on all targets; the one that was asked for first. */
export function EffectTable({ effect, total = effect.length, whole = false }: EffectTableProps) {
  if (effect.length === 0) return <p className="mt-3 text-muted">No connection changes.</p>
  return (
    <div className="mt-3 max-h-72 overflow-auto rounded-md border border-line">
      <table aria-label="What changes" className="w-full border-collapse text-xs">
        <thead className="sr-only">
          <tr>
            <th scope="col">Before and after</th>
            <th scope="col">Principal</th>
            <th scope="col">Database user</th>
            <th scope="col">Target</th>
          </tr>
        </thead>
        <EffectRows
          effect={effect.slice(0, whole ? MOST_ON_PAPER : SHOWN_CHANGES)}
          total={total}
          most={SHOWN_CHANGES}
        />
      </table>
    </div>
  )
}
