import { formatCount, formatDay } from '@/lib/format'
import type { ChangesPage } from '@/lib/services/activity/list-changes'

const DAY_MS = 86_400_000
const HEIGHT = 28
const MOST_BARS = 90

/** Every UTC day up to today, empty ones too; at most a quarter of a year. */
function days(perDay: ChangesPage['perDay'], from: Date | undefined, now: Date) {
  const counts = new Map(perDay.map(({ day, count }) => [day, count]))
  const first = from?.getTime() ?? Date.parse(perDay[0]?.day ?? now.toISOString().slice(0, 10))
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  const length = Math.min(MOST_BARS, Math.max(1, Math.round((today - first) / DAY_MS) + 1))
  return Array.from({ length }, (_, index) => {
    const day = new Date(today - (length - 1 - index) * DAY_MS).toISOString().slice(0, 10)
    return { day, count: counts.get(day) ?? 0 }
  })
}

/** Events per day, today in the accent. The numbers are in the table below it. */
export function DayBars({
  perDay,
  from,
  now,
}: {
  perDay: ChangesPage['perDay']
  from: Date | undefined
  now: Date
}) {
  const bars = days(perDay, from, now)
  const most = Math.max(1, ...bars.map(bar => bar.count))
  const step = Math.max(3, Math.min(12, 300 / bars.length))
  const busiest = bars.reduce(
    (best, bar) => (bar.count > best.count ? bar : best),
    bars[0] ?? { day: '', count: 0 },
  )
  return (
    <svg
      role="img"
      aria-label={`Events per day, ${formatCount(bars.length, 'day')}; most on ${formatDay(busiest.day)}: ${busiest.count}`}
      width={bars.length * step}
      height={HEIGHT}
      className="max-lg:hidden"
    >
      {bars.map((bar, index) => {
        const height = bar.count === 0 ? 2 : Math.max(3, (bar.count / most) * HEIGHT)
        return (
          <rect
            key={bar.day}
            x={index * step}
            y={HEIGHT - height}
            width={step * 0.72}
            height={height}
            rx="1"
            className={index === bars.length - 1 ? 'fill-accent-solid' : 'fill-line-strong'}
          >
            <title>{`${formatDay(bar.day)}, UTC: ${bar.count}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}
