import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { endOfStatement } from '@/lib/access/decide/end-of-statement'
import { connectStatements, type PolicyStatement } from './connect-statements'

export interface EndingStatement extends PolicyStatement {
  endsAt: Date
  line: number
}

/** Grants that a date ends, with the day. */
export function endingStatements(access: CompiledAccess): EndingStatement[] {
  return connectStatements(access).flatMap((item): EndingStatement[] => {
    const end = item.statement.effect === 'Allow' ? endOfStatement(item.statement) : null
    return end ? [{ ...item, ...end }] : []
  })
}

export const DAY_MS = 86_400_000
