import { formatNumber } from '@/lib/format'

/** A number with a hairline as long as its share of the largest one of the list; both start at nothing. Where there is no room for it the number stands under the end of its head. */
export function ReachBar({ value, most, note }: { value: number; most: number; note?: string | null }) {
  return (
    <span className="flex items-center gap-3 sm:max-xl:justify-end">
      <span className={`w-11 shrink-0 text-right ${value === 0 ? 'text-subtle' : 'font-medium'}`}>
        {formatNumber(value)}
      </span>
      <span aria-hidden title="Against the longest of this list" className="h-0.5 w-28 bg-line max-xl:hidden">
        <span
          className="block h-full bg-control"
          style={{ width: `${most > 0 ? (value / most) * 100 : 0}%` }}
        />
      </span>
      {note ? <span className="text-xs text-subtle max-sm:hidden">{note}</span> : null}
    </span>
  )
}

/** Of the head above it. */
export const REACH_HEAD = 'sm:max-xl:text-right'
