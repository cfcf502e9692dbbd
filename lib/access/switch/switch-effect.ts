import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { type TargetCells, targetCells } from '@/lib/access/decide/target-cells'
import type { AccessChange } from '@/lib/access/model/access-change'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { ALLOWED_CODE, CONDITIONAL_CODE } from '@/lib/access/model/decision-verdicts'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import { secondHopNote } from '@/lib/access/model/second-hop'
import type { Target } from '@/lib/access/model/target'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'

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
  after: TargetCells,
  principal: number,
  changed: number[],
): { alone: number[]; any: number | null } {
  const width = cells.columns.length
  const decision = (column: number) => cells.decisions[principal * width + column]
  const verdictsAt = (column: number) =>
    [cells, after].map(({ verdicts }) => verdicts[principal * width + column]).join(' ')
  const anyOther = width - 1
  const wide = decision(anyOther)
  if (wide !== ALLOWED_CODE && wide !== CONDITIONAL_CODE) return { alone: changed, any: null }
  const first = changed.find(column => decision(column) === wide)
  if (first === undefined) return { alone: changed, any: null }
  // Behind a proxy, one wildcard may get through as some and not as others.
  const isSame = (column: number) => decision(column) === wide && verdictsAt(column) === verdictsAt(first)
  return { alone: changed.filter(column => !isSame(column)), any: first }
}

/** Every cell that the switch changes: dormant grants that wake up, access that is lost, and both behind a proxy. */
export function switchEffect(access: CompiledAccess, target: Target, desired: 'on' | 'off'): AccessChange[] {
  const before = targetCells(access, target)
  const after = targetCells(access, withSwitch(target, desired === 'on'))
  return [...changesBetween(access, target, before, after), ...proxyEffect(access, target, desired)]
}

/** What the switch of a database does to those who come through a proxy before it. */
export function proxyEffect(access: CompiledAccess, target: Target, desired: 'on' | 'off'): AccessChange[] {
  const { targets } = access.inventory
  const proxies = proxiesBefore(targets, [target])
  if (proxies.length === 0) return []
  const switched = withSwitch(target, desired === 'on')
  const after = compileAccess({
    ...access.inventory,
    targets: targets.map(each => (each.resourceId === target.resourceId ? switched : each)),
  })
  return proxies.flatMap(proxy =>
    changesBetween(access, proxy, targetCells(access, proxy), targetCells(after, proxy)),
  )
}

function changesBetween(
  access: CompiledAccess,
  target: Target,
  before: TargetCells,
  after: TargetCells,
): AccessChange[] {
  const width = before.columns.length
  const word = (codes: Uint8Array, cell: number): Verdict => VERDICTS[codes[cell] ?? 0] ?? 'noAccess'
  return access.inventory.principals.flatMap((principal, index) => {
    const base = index * width
    const changed = before.columns.flatMap((_, column) =>
      before.verdicts[base + column] === after.verdicts[base + column] ? [] : [column],
    )
    const { alone, any } = collapsedColumns(before, after, index, changed)
    const change = (column: number, wildcard: boolean): AccessChange => ({
      principal: principal.label,
      principalArn: principal.arn,
      target: target.name,
      resourceId: target.resourceId,
      databaseUser: wildcard ? ANY_USER : (before.columns[column]?.name ?? ''),
      before: word(before.verdicts, base + column),
      after: word(after.verdicts, base + column),
      note: wildcard ? 'wildcard' : noteOf(after, index, column),
      ...(isAsFarAsRead(principal) ? { asFarAsRead: true } : {}),
    })
    return [...alone.map(column => change(column, false)), ...(any === null ? [] : [change(any, true)])]
  })
}

function noteOf(cells: TargetCells, principal: number, column: number): string | null {
  const cell = principal * cells.columns.length + column
  const open = cells.decisions[cell] === CONDITIONAL_CODE
  const hint = open ? NOTES[cells.conditionAt(principal, column).hint] : null
  const verdict = VERDICTS[cells.verdicts[cell] ?? 0] ?? 'noAccess'
  return [hint, secondHopNote(cells.columns[column]?.secondHop, verdict)].filter(Boolean).join(', ') || null
}
