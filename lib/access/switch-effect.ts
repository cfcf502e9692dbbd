import type { AccessChange } from './access-change'
import { isAsFarAsRead } from './as-far-as-read'
import type { CompiledAccess } from './compile-access'
import { ALLOWED_CODE, CONDITIONAL_CODE } from './decision-verdicts'
import type { Target } from './target'
import { type TargetCells, targetCells } from './target-cells'
import { VERDICTS, type Verdict } from './verdict'

export const ANY_USER = 'any user'

const NOTES = { mfa: 'MFA', date: 'until a date', other: 'condition' } as const

/** The same target with the switch in another position: nothing else differs. */
export function withSwitch(target: Target, accepted: boolean): Target {
  return { ...target, iamAuth: { ...target.iamAuth, state: accepted ? 'on' : 'off', accepted } }
}

/**
 * A principal that may connect as any name is one grant, not one per user: columns that the same wildcard
 * decides are reported once.
 */
export function collapsedColumns(
  cells: TargetCells,
  principal: number,
  changed: number[],
): { alone: number[]; any: number | null } {
  const width = cells.columns.length
  const decision = (column: number) => cells.decisions[principal * width + column]
  const anyOther = width - 1
  const wide = decision(anyOther)
  if (wide !== ALLOWED_CODE && wide !== CONDITIONAL_CODE) return { alone: changed, any: null }
  const same = changed.filter(column => decision(column) === wide)
  return { alone: changed.filter(column => decision(column) !== wide), any: same[0] ?? null }
}

/** Every cell that the switch changes: dormant grants that wake up, or access that is lost. */
export function switchEffect(access: CompiledAccess, target: Target, desired: 'on' | 'off'): AccessChange[] {
  const before = targetCells(access, target)
  const after = targetCells(access, withSwitch(target, desired === 'on'))
  const width = before.columns.length
  const word = (codes: Uint8Array, cell: number): Verdict => VERDICTS[codes[cell] ?? 0] ?? 'noAccess'
  return access.inventory.principals.flatMap((principal, index) => {
    const base = index * width
    const changed = before.columns.flatMap((_, column) =>
      before.verdicts[base + column] === after.verdicts[base + column] ? [] : [column],
    )
    const { alone, any } = collapsedColumns(before, index, changed)
    const change = (column: number, wildcard: boolean): AccessChange => ({
      principal: principal.label,
      principalArn: principal.arn,
      target: target.name,
      resourceId: target.resourceId,
      databaseUser: wildcard ? ANY_USER : (before.columns[column]?.name ?? ''),
      before: word(before.verdicts, base + column),
      after: word(after.verdicts, base + column),
      note: wildcard ? 'wildcard' : noteOf(before, index, column),
      ...(isAsFarAsRead(principal) ? { asFarAsRead: true } : {}),
    })
    return [...alone.map(column => change(column, false)), ...(any === null ? [] : [change(any, true)])]
  })
}

function noteOf(cells: TargetCells, principal: number, column: number): string | null {
  if (cells.decisions[principal * cells.columns.length + column] !== CONDITIONAL_CODE) return null
  return NOTES[cells.conditionAt(principal, column).hint]
}
