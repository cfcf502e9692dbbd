import { conditionOf } from '@/lib/access/decide/cell-condition'
import { cellVerdict } from '@/lib/access/decide/cell-verdict'
import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { cellInWords } from '@/lib/access/explain/condition-words'
import { decidingReason } from '@/lib/access/explain/reason-words'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { bare, together, upper } from '@/lib/access/model/clause'
import { isAnswering } from '@/lib/access/model/is-answering'
import { ownValues } from '@/lib/access/model/own-values'
import { SECOND_HOP_UNKNOWN } from '@/lib/access/model/second-hop'
import { connectArn, type Target } from '@/lib/access/model/target'
import { type ConditionHint, reaches, type Verdict } from '@/lib/access/model/verdict'
import { refusedWords } from '@/lib/access/organization/refused-words'
import { ANY_USER } from '@/lib/access/switch/switch-effect'

export interface ReachRow {
  target: Pick<Target, 'name' | 'resourceId' | 'region' | 'kind' | 'engineLabel'>
  databaseUser: string
  anyUser: boolean
  verdict: Verdict
  /** SCPs over the principal are unread. */
  asFarAsRead: boolean
  hint: ConditionHint | null
  /** Condition or reason, in words. */
  note: string | null
  decidedBy: { policyName: string; policyId: string; statement: number } | null
}

interface Place {
  target: Target
  column: MatrixColumn
  resource: string
}

interface Found extends Place {
  verdict: Verdict
  anyUser: boolean
  covers: number
}

function judge(access: CompiledAccess, index: number): Found[] {
  const places = access.inventory.targets.map(target =>
    columnsOf(access, target).map(
      (column): Place => ({ target, column, resource: connectArn(target, column.representativeName) }),
    ),
  )
  const codes = access.compiled.row(
    index,
    places.flatMap(columns => columns.map(place => place.resource)),
  )
  let offset = 0
  return places.flatMap(columns => {
    const own = codes.subarray(offset, offset + columns.length)
    offset += columns.length
    return own.some(code => code !== 0) ? judgeTarget(access, index, columns, own) : []
  })
}

const BEST_FIRST: ((cell: Pick<Found, 'verdict' | 'column'>) => boolean)[] = [
  ({ verdict, column }) => verdict === 'canConnect' && column.secondHop?.state !== 'unknown',
  ({ verdict }) => verdict === 'canConnect',
  ({ verdict }) => reaches(verdict),
  ({ verdict }) => verdict === 'dormant',
]

/** Columns that a wildcard decides exactly as it decides every other name share one row. */
function judgeTarget(access: CompiledAccess, index: number, columns: Place[], codes: Uint8Array): Found[] {
  const wide = codes[columns.length - 1] ?? 0
  const cells = columns.map((place, at) => {
    const code = codes[at] ?? 0
    const verdict = cellVerdict(access, place.target, place.column, index, code)
    return { ...place, verdict, anyUser: false, covers: 0, code }
  })
  const alone = cells.filter(cell => cell.code !== wide && cell.verdict !== 'noAccess')
  const covered = cells.filter(cell => cell.code === wide)
  const last = covered.at(-1)
  if (!last || wide === 0) return alone
  const best = BEST_FIRST.flatMap(fits => covered.find(fits) ?? [])[0] ?? last
  const users = covered.filter(
    ({ column: { kind, iamReady, secondHop } }) =>
      kind === 'user' && (iamReady === true || secondHop?.state === 'works'),
  ).length
  const column = { ...last.column, reason: best.column.reason, secondHop: best.column.secondHop }
  return [...alone, { ...last, column, verdict: best.verdict, anyUser: true, covers: users }]
}

/** What stands beside a verdict whose second hop is open. */
function secondHopWords({ secondHop }: MatrixColumn): string[] {
  if (secondHop?.state === 'unknown') return [SECOND_HOP_UNKNOWN]
  return secondHop?.state === 'conditional' ? [bare(secondHop.text)] : []
}

function noteFor(found: Found, words: string[]): string | null {
  const { verdict, target, column, anyUser, covers } = found
  const hopWords = secondHopWords(column)
  if (verdict === 'dormant') {
    if (target.iamAuth.accepted && !isAnswering(target)) return `The target is ${target.status}`
    if (!target.iamAuth.accepted)
      return target.iamAuth.reason ?? SWITCH_NOTES[target.iamAuth.state] ?? 'IAM auth is off'
    return anyUser && !target.proxy ? 'No IAM-ready user' : column.reason
  }
  if (verdict === 'conditional' || verdict === 'notEvaluated')
    return together([...words, ...hopWords]) || null
  if (hopWords.length > 0) return together(hopWords)
  if (anyUser && verdict === 'canConnect')
    return covers > 0 ? `All ${covers}, and later ones` : 'All, and later ones'
  return null
}

const SWITCH_NOTES: Partial<Record<Target['iamAuth']['state'], string>> = {
  turningOn: 'IAM auth is turning on',
  scheduledOn: 'IAM auth turns on in the maintenance window',
  pendingOn: 'IAM auth is off, on is pending',
  unsupported: 'IAM auth is not supported',
}

function toRow(access: CompiledAccess, index: number, found: Found): ReachRow {
  const evaluation = access.compiled.explain(index, found.resource)
  const { refused } = evaluation
  const principal = access.inventory.principals[index]
  const asRead = principal !== undefined && isAsFarAsRead(principal)
  // What it decides by is not among the policies that were read.
  const reason = refused ? undefined : decidingReason(evaluation)
  const own = principal ? ownValues(principal, found.target, access.inventory.readAt) : null
  const words = cellInWords(evaluation.condition, found.column, own).map(item => bare(item.text))
  const { name, resourceId, region, kind, engineLabel } = found.target
  return {
    target: { name, resourceId, region, kind, engineLabel },
    databaseUser: found.anyUser ? ANY_USER : found.column.name,
    anyUser: found.anyUser,
    verdict: found.verdict,
    asFarAsRead: asRead,
    hint: found.verdict === 'conditional' ? conditionOf(evaluation).hint : null,
    note: refused ? upper(refusedWords(refused, access.inventory.readAt)) : noteFor(found, words),
    decidedBy: reason
      ? { policyName: reason.policyName, policyId: reason.policyId, statement: reason.statementIndex + 1 }
      : null,
  }
}

/** One principal as one named database user, its verdict known: condition, reason and deciding statement. */
export function reachRowAt(
  access: CompiledAccess,
  principal: number,
  cell: { target: Target; column: MatrixColumn; verdict: Verdict },
): ReachRow {
  const resource = connectArn(cell.target, cell.column.representativeName)
  return toRow(access, principal, { ...cell, resource, anyUser: false, covers: 0 })
}

/** Everything one principal reaches, and what it is denied, target by target. */
export function reachOf(access: CompiledAccess, principalArn: string): ReachRow[] {
  const { index } = findPrincipal(access, principalArn)
  return judge(access, index).map(found => toRow(access, index, found))
}
