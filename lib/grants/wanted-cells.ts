import { columnFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { connectArn, type Target } from '@/lib/access/model/target'
import type { Verdict } from '@/lib/access/model/verdict'
import { judgeCell } from './effect'
import type { EffectGrid } from './grant-plan'
import type { Subject } from './subject'

export interface WantedColumn {
  target: Target
  column: Pick<MatrixColumn, 'name' | 'representativeName' | 'iamReady' | 'secondHop' | 'reason'>
  resource: string
}

/** One cell that the intent asks for. */
export interface WantedCell {
  principalArn: string
  principal: string
  asFarAsRead: boolean
  /** Row of the compiled policies. */
  index: number
  wanted: WantedColumn
  before: Verdict
  after: Verdict
}

export function wantedColumns(
  access: CompiledAccess,
  connections: { target: Target; databaseUsers: readonly string[] }[],
): WantedColumn[] {
  return connections.flatMap(({ target, databaseUsers }) =>
    databaseUsers.map(name => ({
      target,
      column: columnFor(access, target, name),
      resource: connectArn(target, name),
    })),
  )
}

export function wantedCells(
  before: CompiledAccess,
  after: CompiledAccess,
  subjects: readonly Subject[],
  columns: readonly WantedColumn[],
): WantedCell[] {
  const known = new Map(after.inventory.principals.map(principal => [principal.arn, principal]))
  const arns = [...new Set(subjects.flatMap(subject => subject.memberArns))]
  return arns.flatMap(principalArn => {
    const index = indexOfPrincipal(after, principalArn)
    if (index === null) return []
    const principal = known.get(principalArn)
    return columns.map(wanted => ({
      principalArn,
      principal: principal?.label ?? principalArn,
      asFarAsRead: principal ? isAsFarAsRead(principal) : false,
      index,
      wanted,
      before: judgeCell(before, wanted.target, wanted.column, index).verdict,
      after: judgeCell(after, wanted.target, wanted.column, index).verdict,
    }))
  })
}

const shownRows = 12

export function gridOf(cells: readonly WantedCell[], columns: readonly WantedColumn[]): EffectGrid {
  const rows: EffectGrid['rows'] = []
  for (let at = 0; at < cells.length; at += columns.length) {
    const row = cells.slice(at, at + columns.length)
    rows.push({
      principal: row[0]?.principal ?? '',
      ...(row[0]?.asFarAsRead ? { asFarAsRead: true } : {}),
      cells: row.map(({ before, after }) => ({ before, after })),
    })
  }
  return {
    columns: columns.map(({ target, column }) => ({
      target: target.name,
      resourceId: target.resourceId,
      databaseUser: column.name,
    })),
    rows: rows.slice(0, shownRows),
    hiddenRows: Math.max(0, rows.length - shownRows),
  }
}
