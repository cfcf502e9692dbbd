import { cellCondition } from '@/lib/access/decide/cell-condition'
import { cellVerdict } from '@/lib/access/decide/cell-verdict'
import { columnFor, columnsOf, patternColumn } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { restrictToPrincipals } from '@/lib/access/decide/restrict-to-principals'
import { possibleTargetsOf } from '@/lib/access/decide/targets-of'
import { connectArn, type Target } from '@/lib/access/model/target'
import type { ConditionHint } from '@/lib/access/model/verdict'
import { canonicalJson } from '@/lib/canonical-json'
import { parseDocument, type Statement } from '@/lib/iam/index'
import { cellFacts } from './affected-cells'
import type { AttachedPolicy } from './attached-policies'
import { coversConnect } from './connect-statements'
import type { AffectedCell } from './finding'
import { usersSpoken } from './finding-targets'
import type { Steps } from './steps'

/** One document as it would read; null: it is gone. */
export interface DocumentChange {
  policy: AttachedPolicy
  after: string | null
}

/** Holders judged with the new texts between two pauses. */
const PER_CHUNK = 200

const holdersOf = (changes: readonly DocumentChange[]): number[] => [
  ...new Set(changes.flatMap(({ policy: { holders, bounds } }) => [...holders, ...bounds])),
]

/** Some holders of these policies alone, the policies in question replaced or gone. */
function holdersWith(
  access: CompiledAccess,
  changes: readonly DocumentChange[],
  holders: readonly number[],
): CompiledAccess {
  const gone = new Set(changes.flatMap(({ policy, after }) => (after === null ? [policy.source.id] : [])))
  const principals = holders.flatMap(index => {
    const principal = access.inventory.principals[index]
    if (!principal || gone.size === 0) return principal ?? []
    const identity = principal.policies.identity.filter(item => !gone.has(item.policyId))
    return [{ ...principal, policies: { ...principal.policies, identity } }]
  })
  const replaced = changes.flatMap(({ policy: { source }, after }) =>
    after === null ? [] : [{ ...source, text: after }],
  )
  return restrictToPrincipals(access, principals, replaced)
}

/** Statements about logins that stand in only one of two texts: nothing else can change a cell. */
function changedStatements(before: string, after: string | null): { old: Statement[]; fresh: Statement[] } {
  const old = parseDocument(before).document
  const fresh = after === null ? null : parseDocument(after).document
  const keyOf = (version: string | null | undefined, { effect, action, resource, condition }: Statement) =>
    canonicalJson([
      version ?? null,
      effect,
      action && [action.not, action.patterns],
      resource && [resource.not, resource.patterns],
      condition?.map(({ operator, key, values }) => [operator, key, values]) ?? null,
    ])
  const oldKeys = new Set(old?.statements.map(statement => keyOf(old.version, statement)))
  const freshKeys = new Set(fresh?.statements.map(statement => keyOf(fresh.version, statement)))
  return {
    old: (old?.statements ?? []).filter(
      each => coversConnect(each) && !freshKeys.has(keyOf(old?.version, each)),
    ),
    fresh: (fresh?.statements ?? []).filter(
      each => coversConnect(each) && !oldKeys.has(keyOf(fresh?.version, each)),
    ),
  }
}

interface Place {
  target: Target
  columns: MatrixColumn[]
}

function touched(access: CompiledAccess, changes: readonly DocumentChange[]): Place[] {
  const statements = changes.map(({ policy, after }) => ({
    ...changedStatements(policy.source.text, after),
    holders: policy.holders.flatMap(index => access.inventory.principals[index] ?? []),
  }))
  const all = statements.flatMap(({ old, fresh }) => [...old, ...fresh])
  const wide = all.some(({ resource }) => !resource || resource.not)
  const patterns = all.flatMap(({ resource }) => resource?.patterns ?? [])
  const targets = wide
    ? access.inventory.targets
    : [...new Set(patterns.flatMap(pattern => possibleTargetsOf(access, pattern)))]
  return targets.map(target => {
    const spoken = statements.flatMap(({ fresh, holders }) =>
      fresh.flatMap(({ resource }) =>
        (resource?.patterns ?? []).map(pattern => usersSpoken(pattern, target, holders)),
      ),
    )
    const columns = columnsOf(access, target)
    const missing = (texts: string[]) =>
      [...new Set(texts)].filter(text => !columns.some(column => column.name === text))
    return {
      target,
      columns: [
        ...columns,
        ...missing(spoken.flatMap(({ names }) => names)).map(name => columnFor(access, target, name)),
        ...missing(spoken.flatMap(each => each.patterns)).map(each => patternColumn(access, target, each)),
      ],
    }
  })
}

/**
 * Every cell whose verdict differs once the documents read otherwise or are gone: several changed at once, since two that
 * open the same cell open it once.
 */
export function* cellsChangedTogether(
  access: CompiledAccess,
  changes: readonly DocumentChange[],
): Steps<AffectedCell[]> {
  const cells: AffectedCell[] = []
  const places = touched(access, changes)
  const holders = places.length === 0 ? [] : holdersOf(changes)
  for (let from = 0; from < holders.length; from += PER_CHUNK) {
    const some = holders.slice(from, from + PER_CHUNK)
    const fresh = holdersWith(access, changes, some)
    for (const place of places)
      for (const cell of yield* changedAt(access, fresh, some, place)) cells.push(cell)
  }
  return cells
}

function* changedAt(
  old: CompiledAccess,
  fresh: CompiledAccess,
  holders: readonly number[],
  { target, columns }: Place,
): Steps<AffectedCell[]> {
  const cells: AffectedCell[] = []
  const resources = columns.map(column => connectArn(target, column.representativeName))
  const was = yield* old.compiled.rows(holders, resources)
  const is = yield* fresh.compiled.rows([...holders.keys()], resources)
  yield
  for (const [row, principal] of fresh.inventory.principals.entries()) {
    for (const [at, column] of columns.entries()) {
      const cell = row * columns.length + at
      if (was[cell] === is[cell]) continue
      const before = cellVerdict(old, target, column, holders[row] ?? 0, was[cell] ?? 0)
      const after = cellVerdict(fresh, target, column, row, is[cell] ?? 0)
      if (before !== after) cells.push({ ...cellFacts(principal, target, column), before, after })
    }
  }
  return cells
}

const keyOfCell = ({ principalArn, resourceId, databaseUser }: AffectedCell) =>
  `${principalArn} ${resourceId} ${databaseUser}`

/** From one state of the account to the next, each given by what differs from the same beginning. */
export function cellsBetween(
  earlier: readonly AffectedCell[],
  later: readonly AffectedCell[],
): AffectedCell[] {
  const was = new Map(earlier.map(cell => [keyOfCell(cell), cell]))
  const still = new Set(later.map(keyOfCell))
  const back = earlier.flatMap(cell =>
    still.has(keyOfCell(cell)) || cell.after === null
      ? []
      : [{ ...cell, before: cell.after, after: cell.before }],
  )
  const moved = later.flatMap(cell => {
    const before = was.get(keyOfCell(cell))?.after ?? cell.before
    return before === cell.after ? [] : [{ ...cell, before }]
  })
  return [...moved, ...back]
}

/** What the conditional ones among these cells would hang on, once the documents are changed; null: nothing. */
export function hintsAfter(
  access: CompiledAccess,
  changes: readonly DocumentChange[],
  cells: readonly AffectedCell[],
): (ConditionHint | null)[] {
  const asked = cells.flatMap(({ after, principalArn }) => (after === 'conditional' ? [principalArn] : []))
  const fresh = holdersWith(
    access,
    changes,
    [...new Set(asked)].flatMap(arn => indexOfPrincipal(access, arn) ?? []),
  )
  const targets = new Map(access.inventory.targets.map(target => [target.resourceId, target]))
  return cells.map(({ after, principalArn, resourceId, databaseUser }) => {
    const target = targets.get(resourceId)
    const index = indexOfPrincipal(fresh, principalArn)
    if (after !== 'conditional' || !target || index === null) return null
    const { representativeName } = columnFor(access, target, databaseUser)
    return cellCondition(fresh, index, connectArn(target, representativeName)).hint
  })
}
