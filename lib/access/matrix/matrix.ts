import { scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { targetCells } from '@/lib/access/decide/target-cells'
import { caveatsAt } from '@/lib/access/decide/weighed-caveats'
import { someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import { scpsReadAt } from '@/lib/access/model/organization'
import type { Target } from '@/lib/access/model/target'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { asOf } from '@/lib/access/reading/as-of'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import { lastAsked, type RefusedCell, refusedCells } from './asked-cells'
import { foldRows, type MatrixRow } from './fold-rows'
import { chooseView, type MatrixFilter, type MatrixView } from './matrix-view'

/** Plain data, so that it crosses from server to browser as it is. */
export interface Matrix {
  resourceId: string
  columns: MatrixColumn[]
  rows: MatrixRow[]
  /** Index into VERDICTS, row-major rows × columns. */
  cells: Uint8Array
  /** 0 none, 1 MFA, 2 date, 3 other; same shape. */
  hints: Uint8Array
  /** Principals that can connect, conditionally or not, as that user. */
  columnReach: number[]
  /** Cells in view by verdict, a folded row counted once per principal. */
  counts: Record<Verdict, number>
  /** Principals with no access anywhere on this target, left out of `rows`. */
  hiddenPrincipals: number
  totalPrincipals: number
  databaseRead: { at: string } | null
  /** ISO: when SCPs were read; null: none bind the account, or they are unread. */
  scpsReadAt: string | null
  /** What the counts leave out; null: nothing. */
  policiesUnread: string | null
  caveats: Caveat[]
  /** SCPs over somebody in the account are unread. */
  asFarAsRead: boolean
  /** Cells denied by AWS's word on the organisation, for files that tell why. */
  refused: RefusedCell[]
  /** ISO: when AWS was last asked of a cell of this target; null: never. */
  askedAt: string | null
  asOf: string
}

function shownColumns(
  all: readonly MatrixColumn[],
  view: MatrixView,
  shown: readonly number[],
): MatrixColumn[] {
  const folded = new Set(view.folded)
  const names = view.folded.flatMap(at => (all[at]?.kind === 'pattern' ? [] : (all[at]?.name ?? [])))
  return shown.flatMap(at => {
    const column = all[at]
    if (!column) return []
    if (folded.has(at)) return { ...column, folded: true }
    return column.kind === 'anyOther' ? { ...column, members: names } : column
  })
}

export function buildMatrix(access: CompiledAccess, target: Target, filter: MatrixFilter = {}): Matrix {
  const full = targetCells(access, target)
  const view = chooseView(access, full, filter)
  const folded = foldRows(access, target, full, view, filter.group ?? true)
  const shown = filter.members ? [...view.columns, ...view.folded] : view.columns
  const width = shown.length
  const cells = new Uint8Array(folded.length * width)
  const hints = new Uint8Array(folded.length * width)
  folded.forEach(({ first }, row) => {
    shown.forEach((column, at) => {
      const from = first * full.columns.length + column
      cells[row * width + at] = full.verdicts[from] ?? 0
      hints[row * width + at] = full.hints[from] ?? 0
    })
  })
  const scan = scanFor(access, target)
  const policiesUnread = unreadPolicies(access.inventory)
  const columns = shownColumns(full.columns, view, shown)
  const shownPrincipals = view.principals.flatMap(index => access.inventory.principals[index] ?? [])
  return {
    resourceId: target.resourceId,
    columns,
    rows: folded.map(({ row }) => row),
    cells,
    hints,
    columnReach: shown.map(column => view.reach[column] ?? 0),
    counts: Object.fromEntries(VERDICTS.map((verdict, code) => [verdict, view.counts[code] ?? 0])) as Record<
      Verdict,
      number
    >,
    hiddenPrincipals: view.hidden,
    totalPrincipals: access.inventory.principals.length,
    scpsReadAt: scpsReadAt(access.inventory.organization),
    databaseRead: scan && target.kind !== 'proxy' ? { at: scan.scannedAt } : null,
    policiesUnread,
    caveats: caveatsAt(access, target),
    asFarAsRead: someAsFarAsRead(access.inventory),
    refused:
      access.inventory.simulated.length === 0
        ? []
        : refusedCells(access.inventory, target, shownPrincipals, columns),
    askedAt: lastAsked(access.inventory, target),
    asOf: asOf(access.inventory),
  }
}
