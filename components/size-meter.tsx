import { formatNumber } from '@/lib/format'
import { Meter } from './ui/meter'

/** Policy size against its quota. White space is not counted. */
export function SizeMeter({ used, limit, wide = true }: { used: number; limit: number; wide?: boolean }) {
  const share = limit > 0 ? used / limit : 0
  const tone = share >= 1 ? 'error' : share >= 0.8 ? 'warning' : wide ? 'accent' : 'neutral'
  return (
    <span data-slot="size-meter" className="inline-flex items-center gap-2 whitespace-nowrap">
      <Meter
        value={used}
        max={limit}
        label={`${formatNumber(used)} of ${formatNumber(limit)} characters`}
        tone={tone}
        className={wide ? 'w-30 max-sm:w-12' : 'w-12'}
      />
      <span className="text-muted">
        <span className={share >= 1 ? 'font-semibold text-deny' : 'font-semibold text-fg'}>
          {formatNumber(used)}
        </span>
        {' / '}
        {formatNumber(limit)}
        {wide ? ' characters' : ''}
      </span>
    </span>
  )
}
