import type { Statement } from '@/lib/iam/index'

/** IAM User Guide, "Global condition context keys": the time is there as a date and as seconds. */
const BEFORE = /^(Date|Numeric)LessThan(Equals)?(IfExists)?$/i
const CLOCK = /^aws:(CurrentTime|EpochTime)$/i

/** The day that ends a statement, and the line it is written in. Several dates in one condition: the latest decides. */
export function endOfStatement({ condition }: Statement): { endsAt: Date; line: number } | null {
  const ends = (condition ?? []).flatMap(({ operator, key, values, line }) => {
    if (!BEFORE.test(operator) || !CLOCK.test(key)) return []
    const times = values.map(dateOf).filter(time => !Number.isNaN(time))
    return times.length > 0 ? [{ endsAt: new Date(Math.max(...times)), line }] : []
  })
  return ends.sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime())[0] ?? null
}

/** A date, or seconds since 1970 (IAM User Guide, "Date condition operators"). */
function dateOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
}
