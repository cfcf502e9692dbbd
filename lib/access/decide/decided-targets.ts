import { decisionVerdicts } from '@/lib/access/model/decision-verdicts'
import { connectArn, type Target } from '@/lib/access/model/target'
import { VERDICTS } from '@/lib/access/model/verdict'
import { isUnreadable } from './cell-verdict'
import { columnsOf } from './columns'
import type { CompiledAccess } from './compile-access'
import type { MatrixColumn } from './matrix-column'
import { gateOf } from './target-cells'

/** One target's cells, without the principals that nothing speaks of there. */
export interface DecidedTarget {
  target: Target
  columns: MatrixColumn[]
  /** Principals by index, one per row of `decisions` and `verdicts`. */
  principals: number[]
  /** Decision codes as the engine gives them, row-major. */
  decisions: Uint8Array
  /** Index into VERDICTS. */
  verdicts: Uint8Array
}

/** Columns decided in one go: few enough that nothing else waits long, many for an engine that does 32 at a time. */
const BATCH = 256

const NOT_EVALUATED = VERDICTS.indexOf('notEvaluated')

interface Plan {
  target: Target
  columns: MatrixColumn[]
  resources: string[]
}

function planFor(access: CompiledAccess, target: Target): Plan {
  const columns = columnsOf(access, target)
  return { target, columns, resources: columns.map(column => connectArn(target, column.representativeName)) }
}

/** Every target in order, in steps: null where the caller may pause and nothing new is known. */
export function* decideTargets(
  access: CompiledAccess,
  targets: readonly Target[],
): Generator<DecidedTarget | null> {
  let batch: Plan[] = []
  let size = 0
  for (const target of targets) {
    const plan = planFor(access, target)
    if (batch.length > 0 && size + plan.columns.length > BATCH) {
      yield* decideBatch(access, batch)
      batch = []
      size = 0
    }
    batch.push(plan)
    size += plan.columns.length
    yield null
  }
  if (batch.length > 0) yield* decideBatch(access, batch)
}

function* decideBatch(access: CompiledAccess, plans: Plan[]): Generator<DecidedTarget | null> {
  const resources = plans.flatMap(plan => plan.resources)
  const codes = access.compiled.matrix(resources)
  yield null
  let from = 0
  for (const plan of plans) {
    yield decidedOf(access, plan, codes, { from, stride: resources.length })
    from += plan.columns.length
  }
}

function decidedOf(
  access: CompiledAccess,
  { target, columns, resources }: Plan,
  codes: Uint8Array,
  { from, stride }: { from: number; stride: number },
): DecidedTarget {
  const width = columns.length
  const principals: number[] = []
  for (let at = from, index = 0; at < codes.length; at += stride, index++)
    if (isDecided(codes, at, at + width)) principals.push(index)
  const decisions = new Uint8Array(principals.length * width)
  const verdicts = new Uint8Array(decisions.length)
  const tables = columns.map(column => decisionVerdicts(gateOf(target, column)))
  principals.forEach((principal, row) => {
    const start = principal * stride + from
    for (let column = 0; column < width; column++) {
      const code = codes[start + column] ?? 0
      if (code === 0) continue
      const cell = row * width + column
      decisions[cell] = code
      verdicts[cell] = isUnreadable(access, principal, code, resources[column] ?? '')
        ? NOT_EVALUATED
        : (tables[column]?.[code] ?? 0)
    }
  })
  return { target, columns, principals, decisions, verdicts }
}

function isDecided(codes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (codes[at] !== 0) return true
  return false
}
