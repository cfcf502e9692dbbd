import type { DecidedTarget } from '@/lib/access/decide/decided-targets'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { VERDICTS } from '@/lib/access/model/verdict'

/** What one principal has on one target. */
export interface RowReach {
  /** The most that any cell says; null: no access, or denied throughout. */
  best: 'canConnect' | 'conditional' | 'notEvaluated' | 'dormant' | null
  /** Cells that reach, of the columns that the matrix shows with a name. */
  databaseUsers: number
  /** Any other name is let in as well. */
  anyName: boolean
  /** Whatever is reached, a wildcard decides no differently. */
  onlyWildcard: boolean
}

interface ColumnTraits {
  /** Shown in the matrix, with a name. */
  counted: boolean
  /** Wildcard columns that stand for this name as well; empty for those themselves. */
  wildcards: number[]
}

const isNamed = ({ kind }: MatrixColumn) => kind === 'user' || kind === 'missing'

/** Worked out once per target, for all its rows. */
export function columnTraits(columns: readonly MatrixColumn[], shown: readonly number[]): ColumnTraits[] {
  const visible = new Set(shown)
  return columns.map((column, at) => {
    if (!isNamed(column)) return { counted: false, wildcards: [] }
    const wildcards = columns.flatMap(({ kind, members }, index) =>
      kind === 'anyOther' || (kind === 'pattern' && members.includes(column.name)) ? [index] : [],
    )
    return { counted: visible.has(at), wildcards }
  })
}

const CAN_CONNECT = VERDICTS.indexOf('canConnect')
const CONDITIONAL = VERDICTS.indexOf('conditional')
const NOT_EVALUATED = VERDICTS.indexOf('notEvaluated')
const DORMANT = VERDICTS.indexOf('dormant')

export function judgeRow(
  { columns, decisions, verdicts }: DecidedTarget,
  row: number,
  traits: readonly ColumnTraits[],
): RowReach {
  const from = row * columns.length
  const seen = [0, 0, 0, 0, 0, 0]
  let databaseUsers = 0
  let byName = false
  for (let at = 0; at < columns.length; at++) {
    const verdict = verdicts[from + at] ?? 0
    seen[verdict] = (seen[verdict] ?? 0) + 1
    if (verdict !== CAN_CONNECT && verdict !== CONDITIONAL) continue
    const { counted = false, wildcards = [] } = traits[at] ?? {}
    if (counted) databaseUsers++
    if (wildcards.length > 0 && !wildcards.some(other => decisions[from + other] === decisions[from + at]))
      byName = true
  }
  const last = verdicts[from + columns.length - 1] ?? 0
  return {
    best: bestOf(seen),
    databaseUsers,
    anyName: last === CAN_CONNECT || last === CONDITIONAL,
    onlyWildcard: !byName,
  }
}

/** What could not be evaluated may be more than what is dormant. */
function bestOf(seen: readonly number[]): RowReach['best'] {
  if (seen[CAN_CONNECT]) return 'canConnect'
  if (seen[CONDITIONAL]) return 'conditional'
  if (seen[NOT_EVALUATED]) return 'notEvaluated'
  return seen[DORMANT] ? 'dormant' : null
}
