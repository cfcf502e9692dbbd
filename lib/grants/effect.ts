import { secondHopOf } from '@/lib/access/decide/behind-proxy'
import { cellCondition } from '@/lib/access/decide/cell-condition'
import { columnFor, columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { hangsOnAddress, type MatrixColumn } from '@/lib/access/decide/matrix-column'
import { gateOf } from '@/lib/access/decide/target-cells'
import type { AccessChange } from '@/lib/access/model/access-change'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Principal } from '@/lib/access/model/principal'
import { proxiesBefore } from '@/lib/access/model/proxies-before'
import { secondHopNote } from '@/lib/access/model/second-hop'
import { connectArn, type Target } from '@/lib/access/model/target'
import { reaches, type Verdict, verdictOf } from '@/lib/access/model/verdict'
import { DECISIONS } from '@/lib/iam/index'
import type { GrantPlan } from './grant-plan'

const CONDITIONAL = DECISIONS.indexOf('conditional')
const hintWords = { mfa: 'MFA', date: 'date', other: 'condition' } as const

/** One cell in one account: the verdict, and what a conditional one hangs on. */
export function judgeCell(
  access: CompiledAccess,
  target: Target,
  column: Pick<MatrixColumn, 'representativeName' | 'iamReady' | 'reason' | 'secondHop'>,
  principal: number,
  code?: number,
): { verdict: Verdict; note: string | null } {
  const resource = connectArn(target, column.representativeName)
  const decision = code ?? access.compiled.row(principal, [resource])[0] ?? 0
  const condition = decision === CONDITIONAL ? cellCondition(access, principal, resource) : null
  const words = DECISIONS[decision] ?? 'implicitDeny'
  const verdict = verdictOf(words, gateOf(target, column), condition?.unreadable)
  const hint = verdict === 'conditional' && condition ? hintWords[condition.hint] : null
  const address = verdict === 'conditional' && hangsOnAddress(column) ? 'only from some addresses' : null
  const note = [hint, address, secondHopNote(column.secondHop, verdict)].filter(Boolean).join(', ') || null
  return { verdict, note }
}

export interface Effect {
  changes: AccessChange[]
  /** How much was asked again to be able to say that nothing else changes. */
  evaluated: { principals: number; databaseUsers: number }
}

/** Every principal on every column of the touched targets, before and after; only what differs comes out. */
export function effectOf(before: CompiledAccess, after: CompiledAccess, targets: readonly Target[]): Effect {
  const changes: AccessChange[] = []
  let databaseUsers = 0
  // A grant to a proxy's own role opens the second hop for all who come through it.
  for (const target of new Set([...targets, ...proxiesBefore(after.inventory.targets, targets)])) {
    const columns = [...columnsOf(after, target), ...columnsGone(before, after, target)]
    databaseUsers += columns.length
    const was = columns.map(column => ({ ...column, secondHop: secondHopOf(before, target, column) }))
    changes.push(...changesOn(before, after, target, columns, was).changes)
  }
  return {
    changes,
    evaluated: { principals: after.inventory.principals.length, databaseUsers },
  }
}

/** A user that only the texts of before name has no column any more, and somebody may lose it. */
function columnsGone(before: CompiledAccess, after: CompiledAccess, target: Target): MatrixColumn[] {
  const names = new Set(columnsOf(after, target).map(({ name }) => name))
  return columnsOf(before, target)
    .filter(({ name, kind }) => !names.has(name) && kind !== 'anyOther')
    .map(column => ({ ...column, secondHop: secondHopOf(after, target, column) }))
}

/** A user that only the new texts name has no column yet. */
export function columnsOfBoth(access: CompiledAccess, after: CompiledAccess, target: Target): MatrixColumn[] {
  const columns = columnsOf(access, target)
  const names = new Set(columns.map(({ name }) => name))
  const fresh = columnsOf(after, target).filter(({ name, kind }) => !names.has(name) && kind !== 'anyOther')
  return [
    ...columns,
    ...fresh.map(column =>
      column.kind === 'pattern'
        ? { ...column, secondHop: secondHopOf(access, target, column) }
        : columnFor(access, target, column.name),
    ),
  ]
}

const signsInAs = ({ proxy }: Target, changed: readonly Principal[]) =>
  proxy?.databaseAuth === 'iam' && changed.some(({ arn }) => arn === proxy.roleArn)

/** The same columns once these principals have changed. `after` need hold no more than them. */
export function columnsAfter(
  after: CompiledAccess,
  target: Target,
  columns: readonly MatrixColumn[],
  changed: readonly Principal[],
): readonly MatrixColumn[] {
  if (!signsInAs(target, changed)) return columns
  return columns.map(column => ({ ...column, secondHop: secondHopOf(after, target, column) }))
}

/** What changes for all others who come through a proxy whose own role is among those that change. */
export function changesThroughProxies(
  access: CompiledAccess,
  after: CompiledAccess,
  changed: readonly Principal[],
): AccessChange[] {
  const arns = new Set(changed.map(({ arn }) => arn))
  const proxies = access.inventory.targets.filter(target => signsInAs(target, changed))
  return proxies.flatMap(proxy => {
    const columns = columnsOfBoth(access, after, proxy)
    const { changes } = changesOn(
      access,
      access,
      proxy,
      columnsAfter(after, proxy, columns, changed),
      columns,
    )
    return changes.filter(({ principalArn }) => !arns.has(principalArn))
  })
}

/** The database answers as before, whatever IAM says. */
const isSameInside = (former: MatrixColumn, column: MatrixColumn) =>
  former.secondHop?.state === column.secondHop?.state &&
  former.iamReady === column.iamReady &&
  hangsOnAddress(former) === hangsOnAddress(column)

/** One target: the cells whose verdict differs, and the decision codes of all that IAM decides differently. */
export function changesOn(
  before: CompiledAccess,
  after: CompiledAccess,
  target: Target,
  columns: readonly MatrixColumn[],
  columnsBefore: readonly MatrixColumn[] = columns,
): { changes: AccessChange[]; codes: [number, number][] } {
  const resources = columns.map(column => connectArn(target, column.representativeName))
  const old = before.compiled.matrix(resources)
  const fresh = after.compiled.matrix(resources)
  const changes: AccessChange[] = []
  const codes: [number, number][] = []
  after.inventory.principals.forEach((principal, row) => {
    columns.forEach((column, place) => {
      const cell = row * columns.length + place
      const former = columnsBefore[place] ?? column
      if (old[cell] !== fresh[cell]) codes.push([old[cell] ?? 0, fresh[cell] ?? 0])
      else if (isSameInside(former, column)) return
      const was = judgeCell(before, target, former, row, old[cell])
      const is = judgeCell(after, target, column, row, fresh[cell])
      if (was.verdict === is.verdict) return
      changes.push({
        principal: principal.label,
        principalArn: principal.arn,
        target: target.name,
        resourceId: target.resourceId,
        databaseUser: column.name,
        before: was.verdict,
        after: is.verdict,
        note: column.kind === 'pattern' || column.kind === 'anyOther' ? 'wildcard' : (is.note ?? was.note),
        ...(isAsFarAsRead(principal) ? { asFarAsRead: true } : {}),
      })
    })
  })
  return { changes, codes }
}

/** Of names that a wildcard stands for, those that nothing has yet among them. */
export const isPattern = ({ note }: AccessChange) => note === 'wildcard'

/** Connections of database users; a wildcard is none, and is told beside them. */
export function countApart(changes: readonly AccessChange[]): Pick<GrantPlan, 'counts' | 'patterns'> {
  const { added, wakesLater, removed } = grantCounts(changes.filter(isPattern))
  return {
    counts: grantCounts(changes.filter(change => !isPattern(change))),
    patterns: { opened: added + wakesLater, closed: removed },
  }
}

export function grantCounts(changes: readonly AccessChange[]): GrantPlan['counts'] {
  const counts = { added: 0, removed: 0, changed: 0, wakesLater: 0 }
  for (const { before, after } of changes) {
    if (reaches(after) && !reaches(before)) counts.added += 1
    else if (reaches(before) && !reaches(after)) counts.removed += 1
    else if (after === 'dormant') counts.wakesLater += 1
    else counts.changed += 1
  }
  return counts
}
