import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { MatrixRow } from '@/lib/access/matrix/fold-rows'
import { type ConditionHint, VERDICTS, type Verdict } from '@/lib/access/model/verdict'

/** What crosses to the browser: no objects per cell, one byte each. */
export interface MatrixData {
  columns: (MatrixColumn & { reach: number })[]
  rows: MatrixRow[]
  /** Verdict in the low three bits, hint in the next two. Row-major rows × columns. */
  cells: Uint8Array
  hiddenPrincipals: number
  totalPrincipals: number
  /** Policies and groups that did not come; null: all did. */
  policiesUnread: string | null
  databaseReadAt: string | null
  /** When organisation policies were read; null: none bind the account, or they are unread. */
  scpsReadAt: string | null
  /** SCPs over somebody are unread: what is green and counted holds as far as read. */
  asFarAsRead: boolean
  /** When AWS was last asked of a cell of it. */
  askedAt: string | null
  asOf: string
}

const HINTS: (ConditionHint | null)[] = [null, 'mfa', 'date', 'other']

export function packCells(verdicts: Uint8Array, hints: Uint8Array): Uint8Array {
  return verdicts.map((code, index) => code | ((hints[index] ?? 0) << 3))
}

export function verdictOf(code: number): Verdict {
  return VERDICTS[code & 7] ?? 'notEvaluated'
}

export function hintOf(code: number): ConditionHint | null {
  return HINTS[(code >> 3) & 3] ?? null
}

export function cellCode(data: MatrixData, row: number, column: number): number {
  return data.cells[row * data.columns.length + column] ?? 0
}

/** `arn:aws:iam::1:role/team/etl` → `role/etl`. Names are unique in an account, whatever their path. */
export function shortName(arn: string): string {
  const resource = arn.slice(arn.lastIndexOf(':') + 1)
  const kind = resource.slice(0, resource.indexOf('/'))
  return `${kind}/${resource.slice(resource.lastIndexOf('/') + 1)}`
}
