import { classNames } from '@/components/ui/class-names'
import type { FixEffect } from '@/lib/findings/finding'
import { formatCount, formatNumber } from '@/lib/format'

/** `+4 new  −0 removed`, and whether anything else moves. `unread`: what was not evaluated; null: nothing. */
export function FixEffectFigures({ effect, unread }: { effect: FixEffect; unread: string | null }) {
  const figure = (value: number, tone: string) =>
    classNames('text-lg font-semibold', value === 0 ? 'text-subtle' : tone)
  return (
    <>
      <p className="flex items-baseline gap-4">
        <span>
          <span className={figure(effect.added, 'text-ok')}>+{formatNumber(effect.added)}</span> new
        </span>
        <span>
          <span className={figure(effect.removed, 'text-fg')}>−{formatNumber(effect.removed)}</span> removed
        </span>
      </p>
      <p className="text-muted">
        {effect.changed > 0
          ? `${formatCount(effect.changed, 'other cell')} ${effect.changed === 1 ? 'changes its' : 'change their'} verdict`
          : unread
            ? `Nothing else is known to change. ${unread}.`
            : 'Nothing else changes'}
      </p>
    </>
  )
}
