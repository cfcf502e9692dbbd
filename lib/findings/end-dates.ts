import type { CompiledAccess } from '@/lib/access/compile-access'
import { connectStatements, type PolicyStatement } from './connect-statements'

export interface EndingStatement extends PolicyStatement {
  endsAt: Date
  line: number
}

/** IAM User Guide, "Global condition context keys": the time is there as a date and as seconds. */
const BEFORE = /^(Date|Numeric)LessThan(Equals)?(IfExists)?$/i
const CLOCK = /^aws:(CurrentTime|EpochTime)$/i

/** Grants that a date ends, with the day. Several dates in one condition: the latest of them decides. */
export function endingStatements(access: CompiledAccess): EndingStatement[] {
  return connectStatements(access).flatMap((item): EndingStatement[] => {
    if (item.statement.effect !== 'Allow') return []
    const ends = (item.statement.condition ?? []).flatMap(({ operator, key, values, line }) => {
      if (!BEFORE.test(operator) || !CLOCK.test(key)) return []
      const times = values.map(dateOf).filter(time => !Number.isNaN(time))
      return times.length > 0 ? [{ endsAt: new Date(Math.max(...times)), line }] : []
    })
    const [first] = ends.sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime())
    return first ? [{ ...item, ...first }] : []
  })
}

/** A date, or seconds since 1970 (IAM User Guide, "Date condition operators"). */
function dateOf(value: string): number {
  return /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
}

export const DAY_MS = 86_400_000
