import { administrators } from '@/lib/access/decide/administrators'
import { holdsUnread } from '@/lib/access/decide/caveat-holders'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { TargetCells } from '@/lib/access/decide/target-cells'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { CONDITIONAL_CODE } from '@/lib/access/model/decision-verdicts'
import { commonPattern } from '@/lib/access/model/name-pattern'
import type { PrincipalGroup } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { reaches, VERDICTS } from '@/lib/access/model/verdict'
import { namedCount } from '@/lib/access/reading/unread-policies'
import { askableArns, askedOf } from './asked-cells'
import type { MatrixView } from './matrix-view'

export interface MatrixRow {
  /** More than one: principals with identical verdicts and identical conditions. */
  principals: string[]
  label: string
  group: PrincipalGroup
  kind: 'role' | 'user'
  description: string | null
  /** Can connect + conditional in this row, patterns left out; null: not known, names may be in what it holds unread. */
  reach: number | null
  /** What the names of a folded row have in common: `eng-*`. */
  pattern: string | null
  /** SCPs over these principals are unread: what is green here holds as far as read. */
  asFarAsRead: boolean
  /** Of its cells with one database user, so many were asked of AWS; `old`: of policies that have changed since. */
  asked: { current: number; old: number }
}

const GROUP_ORDER: Record<PrincipalGroup, number> = { people: 0, workloads: 1, iamUsers: 2 }

/** Equal for two principals exactly when every cell shows the same, for the same conditions. */
function rowKey(full: TargetCells, view: MatrixView, principal: number): string {
  const width = full.columns.length
  let key = ''
  const conditions: string[] = []
  for (const column of view.columns) {
    const cell = principal * width + column
    key += String.fromCharCode(48 + (full.verdicts[cell] ?? 0))
    if (full.decisions[cell] !== CONDITIONAL_CODE) continue
    conditions.push(`${column}:${full.conditionAt(principal, column).key}`)
  }
  return conditions.length > 0 ? `${key}|${conditions.join('|')}` : key
}

function toRow(
  access: CompiledAccess,
  full: TargetCells,
  view: MatrixView,
  members: number[],
  askable: readonly string[],
): MatrixRow[] {
  const principals = members.flatMap(index => access.inventory.principals[index] ?? [])
  const [first] = principals
  const index = members[0]
  if (!first || index === undefined) return []
  const codes = view.columns
    .filter(column => ['user', 'missing'].includes(full.columns[column]?.kind ?? ''))
    .map(column => VERDICTS[full.verdicts[index * full.columns.length + column] ?? 0] ?? 'noAccess')
  const reach = codes.filter(reaches).length
  const folded = principals.length > 1
  const arns = principals.map(principal => principal.arn)
  const noun = first.kind === 'user' ? 'users' : 'roles'
  return [
    {
      principals: arns,
      label: folded ? `${principals.length} ${noun} with identical access` : first.label,
      group: first.group,
      kind: first.kind,
      description: folded ? null : first.description,
      reach: namedCount(reach, members.some(holdsUnread(access))),
      pattern: folded ? commonPattern(principals.map(principal => principal.name)) : null,
      asFarAsRead: isAsFarAsRead(first),
      asked: askedOf(access.inventory, arns, askable),
    },
  ]
}

export interface FoldedRow {
  /** The principal whose cells speak for the row. */
  first: number
  row: MatrixRow
}

/**
 * Rows in order: group, then reach, then name. Principals of different groups or kinds never share a row, and an
 * administrator has one alone: whoever reviews access asks for those by name first.
 */
export function foldRows(
  access: CompiledAccess,
  target: Target,
  full: TargetCells,
  view: MatrixView,
  fold: boolean,
): FoldedRow[] {
  const sets = new Map<string, number[]>()
  const isAdministrator = administrators(access)
  for (const index of view.principals) {
    const principal = access.inventory.principals[index]
    if (!principal) continue
    const known = isAsFarAsRead(principal) ? 'asRead' : ''
    const key =
      fold && !isAdministrator[index]
        ? `${principal.group} ${principal.kind} ${known} ${rowKey(full, view, index)}`
        : String(index)
    const members = sets.get(key)
    if (members) members.push(index)
    else sets.set(key, [index])
  }
  const askable = askableArns(target, full.columns, view)
  const rows = [...sets.values()].flatMap(members =>
    toRow(access, full, view, members, askable).map(row => ({
      first: members[0] ?? 0,
      row,
      name: nameOf(access, members[0] ?? 0),
    })),
  )
  return rows.sort(
    (a, b) =>
      GROUP_ORDER[a.row.group] - GROUP_ORDER[b.row.group] ||
      (b.row.reach ?? 0) - (a.row.reach ?? 0) ||
      (a.name < b.name ? -1 : 1),
  )
}

const nameOf = (access: CompiledAccess, index: number) => access.inventory.principals[index]?.name ?? ''
