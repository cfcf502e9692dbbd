import { cellCondition } from './cell-condition'
import { columnsOf, type MatrixColumn } from './columns'
import type { CompiledAccess } from './compile-access'
import { CONDITIONAL_CODE, decisionVerdicts } from './decision-verdicts'
import { connectArn, type Target } from './target'
import { type ConditionHint, VERDICTS } from './verdict'

/** Packed hints: index into this list. */
export const HINTS = [null, 'mfa', 'date', 'other'] as const satisfies readonly (ConditionHint | null)[]

const NOT_EVALUATED = VERDICTS.indexOf('notEvaluated')
const CONDITIONAL = VERDICTS.indexOf('conditional')

/** All principals of the account × all columns of one target, row-major; nothing hidden, nothing folded. */
export interface TargetCells {
  columns: MatrixColumn[]
  resources: string[]
  /** Decision codes as the engine gives them. */
  decisions: Uint8Array
  /** Index into VERDICTS. */
  verdicts: Uint8Array
  /** Index into HINTS. */
  hints: Uint8Array
}

export function gateOf(target: Target, column: Pick<MatrixColumn, 'iamReady'>) {
  return { accepted: target.iamAuth.accepted, userReady: column.iamReady }
}

function judge(
  access: CompiledAccess,
  target: Target,
  columns: MatrixColumn[],
  resources: string[],
): TargetCells {
  const decisions = access.compiled.matrix(resources)
  const verdicts = new Uint8Array(decisions.length)
  const hints = new Uint8Array(decisions.length)
  const tables = columns.map(column => decisionVerdicts(gateOf(target, column)))
  const width = columns.length
  for (let cell = 0; cell < decisions.length; cell++) {
    const column = cell % width
    const decision = decisions[cell] ?? 0
    verdicts[cell] = tables[column]?.[decision] ?? 0
    if (decision !== CONDITIONAL_CODE) continue
    const condition = cellCondition(access, Math.floor(cell / width), resources[column] ?? '')
    if (condition.unreadable) verdicts[cell] = NOT_EVALUATED
    else if (verdicts[cell] === CONDITIONAL) hints[cell] = HINTS.indexOf(condition.hint)
  }
  return { columns, resources, decisions, verdicts, hints }
}

const cache = new WeakMap<CompiledAccess, WeakMap<Target, TargetCells>>()

/** Remembered per target object: filters, selection and export ask for the same cells. */
export function targetCells(access: CompiledAccess, target: Target): TargetCells {
  const byTarget = cache.get(access) ?? new WeakMap<Target, TargetCells>()
  cache.set(access, byTarget)
  const known = byTarget.get(target)
  if (known) return known
  const columns = columnsOf(access, target)
  const resources = columns.map(column => connectArn(target, column.witness))
  const cells = judge(access, target, columns, resources)
  byTarget.set(target, cells)
  return cells
}
