import { scanFor } from './columns'
import type { CompiledAccess } from './compile-access'
import { collapsedColumns } from './switch-effect'
import type { Target } from './target'
import { targetCells } from './target-cells'
import { VERDICTS } from './verdict'

/** One line of the target list. */
export interface TargetSummary {
  /** IAM-ready users; null: the database was not read. */
  iamUsers: number | null
  databaseUsers: number | null
  /** Principals that can connect as somebody, conditions or not. */
  canConnect: number
  /** Of those, the ones that connect only on a condition. */
  conditional: number
  /** Grants that only wait for the switch; a wildcard counts once. Zero where the switch accepts tokens. */
  dormant: number
}

const CONDITIONAL = VERDICTS.indexOf('conditional')
const CAN_CONNECT = VERDICTS.indexOf('canConnect')
const DORMANT = VERDICTS.indexOf('dormant')

const cache = new WeakMap<CompiledAccess, WeakMap<Target, TargetSummary>>()

export function targetSummary(access: CompiledAccess, target: Target): TargetSummary {
  const byTarget = cache.get(access) ?? new WeakMap<Target, TargetSummary>()
  cache.set(access, byTarget)
  const known = byTarget.get(target)
  if (known) return known
  const summary = summarise(access, target)
  byTarget.set(target, summary)
  return summary
}

function summarise(access: CompiledAccess, target: Target): TargetSummary {
  const cells = targetCells(access, target)
  const width = cells.columns.length
  const waits = cells.columns.map(column => !target.iamAuth.accepted && column.iamReady !== false)
  const summary: TargetSummary = { ...countUsers(access, target), canConnect: 0, conditional: 0, dormant: 0 }
  for (let principal = 0; principal < access.inventory.principals.length; principal++) {
    let best = 0
    const dormant: number[] = []
    for (let column = 0; column < width; column++) {
      const verdict = cells.verdicts[principal * width + column] ?? 0
      if (verdict === CAN_CONNECT) best = 2
      else if (verdict === CONDITIONAL) best = Math.max(best, 1)
      else if (verdict === DORMANT && waits[column]) dormant.push(column)
    }
    if (best > 0) summary.canConnect++
    if (best === 1) summary.conditional++
    if (dormant.length > 0) {
      const { alone, any } = collapsedColumns(cells, principal, dormant)
      summary.dormant += alone.length + (any === null ? 0 : 1)
    }
  }
  return summary
}

function countUsers(
  access: CompiledAccess,
  target: Target,
): Pick<TargetSummary, 'iamUsers' | 'databaseUsers'> {
  const scan = target.kind === 'proxy' ? null : scanFor(access, target)
  const users = scan?.users.filter(user => user.signIn !== 'noLogin')
  return {
    iamUsers: users ? users.filter(user => user.iamReady).length : null,
    databaseUsers: users ? users.length : null,
  }
}
