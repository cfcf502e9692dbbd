import { CONDITIONAL_CODE, decisionVerdicts } from '@/lib/access/model/decision-verdicts'
import { isAnswering } from '@/lib/access/model/is-answering'
import { connectArn, type Target } from '@/lib/access/model/target'
import { type ConditionHint, type Gate, VERDICTS } from '@/lib/access/model/verdict'
import { type ConditionReader, conditionReader } from './cell-condition'
import { columnsOf } from './columns'
import type { CompiledAccess } from './compile-access'
import { equivalentColumns } from './equivalent-columns'
import { hangsOnAddress, type MatrixColumn } from './matrix-column'
import { memoizePerAccess } from './memoize-per-access'

/** Packed hints: index into this list. */
export const HINTS = [null, 'mfa', 'date', 'other'] as const satisfies readonly (ConditionHint | null)[]

const NOT_EVALUATED = VERDICTS.indexOf('notEvaluated')
const CONDITIONAL = VERDICTS.indexOf('conditional')

/** All principals of the account × all columns of one target, row-major; nothing hidden, nothing folded. */
export interface TargetCells {
  columns: MatrixColumn[]
  /** Decision codes as the engine gives them. */
  decisions: Uint8Array
  /** Index into VERDICTS. */
  verdicts: Uint8Array
  /** Index into HINTS. */
  hints: Uint8Array
  /** For cells whose decision is open. */
  conditionAt: ConditionReader
}

/** What the target puts between IAM's answer and a login as that user. */
export function gateOf(
  target: Target,
  column: Pick<MatrixColumn, 'iamReady' | 'reason' | 'secondHop'>,
): Gate {
  return {
    accepted: target.iamAuth.accepted && isAnswering(target),
    userReady: column.iamReady,
    hangsOnAddress: hangsOnAddress(column),
    secondHop: column.secondHop?.state,
  }
}

function judge(access: CompiledAccess, target: Target): TargetCells {
  const columns = columnsOf(access, target)
  const resources = columns.map(column => connectArn(target, column.representativeName))
  const conditionAt = conditionReader(access, resources, equivalentColumns(access, target, columns))
  const decisions = access.compiled.matrix(resources)
  const verdicts = new Uint8Array(decisions.length)
  const hints = new Uint8Array(decisions.length)
  const tables = columns.map(column => decisionVerdicts(gateOf(target, column)))
  const width = columns.length
  for (let cell = 0; cell < decisions.length; cell++) {
    const decision = decisions[cell] ?? 0
    if (decision === 0) continue
    const column = cell % width
    verdicts[cell] = tables[column]?.[decision] ?? 0
    if (decision !== CONDITIONAL_CODE) {
      // The second hop of a proxy hangs on a condition of its own, and so may a user of several rows.
      if (verdicts[cell] === CONDITIONAL) hints[cell] = HINTS.indexOf('other')
      continue
    }
    const condition = conditionAt(Math.floor(cell / width), column)
    if (condition.unreadable) verdicts[cell] = NOT_EVALUATED
    else if (verdicts[cell] === CONDITIONAL) hints[cell] = HINTS.indexOf(condition.hint)
  }
  return { columns, decisions, verdicts, hints, conditionAt }
}

/** Enough for the pages that people have open; every kept target of a large account is a quarter of a megabyte. */
const KEPT = 6

const cache = memoizePerAccess('target cells', () => new Map<Target, TargetCells>())

/** Remembered for the last few targets: filters, selection and export ask for the same cells. */
export function targetCells(access: CompiledAccess, target: Target): TargetCells {
  const kept = cache(access)
  const cells = kept.get(target) ?? judge(access, target)
  kept.delete(target)
  kept.set(target, cells)
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break
    kept.delete(oldest)
  }
  return cells
}
