import { cellCondition } from '@/lib/access/cell-condition'
import { columnFor, columnsOf, type MatrixColumn } from '@/lib/access/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import { CONDITIONAL_CODE } from '@/lib/access/decision-verdicts'
import { perAccess } from '@/lib/access/per-access'
import { connectArn, type Target } from '@/lib/access/target'
import { gateOf } from '@/lib/access/target-cells'
import { mayBeUnreadable } from '@/lib/access/unreadable-policies'
import { type Verdict, verdictOf } from '@/lib/access/verdict'
import { canonicalJson, DECISIONS, type PolicySource, parseDocument, type Statement } from '@/lib/iam/index'
import type { AttachedPolicy } from './attached-policies'
import { coversConnect } from './connect-statements'
import type { AffectedCell } from './finding'
import { literalUsers, targetsOf } from './target-index'

const sources = perAccess(({ inventory }) => new Map(inventory.policies.map(policy => [policy.id, policy])))

/** The holders alone with the policies that decide for them, the one in question replaced or (null) gone. */
function holdersWith(access: CompiledAccess, policy: AttachedPolicy, text: string | null): CompiledAccess {
  const { inventory } = access
  const { id } = policy.source
  const principals = [...new Set([...policy.holders, ...policy.bounds])].flatMap(index => {
    const principal = inventory.principals[index]
    if (!principal) return []
    if (text !== null) return [principal]
    const identity = principal.policies.identity.filter(item => item.policyId !== id)
    return [{ ...principal, policies: { ...principal.policies, identity } }]
  })
  const ids = new Set(
    principals.flatMap(({ policies: { identity, boundary, scpLevels } }) => [
      ...identity.map(item => item.policyId),
      ...(boundary && boundary !== 'unread' ? [boundary.policyId] : []),
      ...scpLevels.flat().map(item => item.policyId),
    ]),
  )
  const policies = [...ids].flatMap((each): PolicySource[] => {
    const source = sources(access).get(each)
    if (!source) return []
    return each === id && text !== null ? [{ ...source, text }] : [source]
  })
  return compileAccess({ ...inventory, principals, policies })
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

function touched(access: CompiledAccess, before: string, after: string | null) {
  const { old, fresh } = changedStatements(before, after)
  const wide = [...old, ...fresh].some(({ resource }) => !resource || resource.not)
  const patterns = [...old, ...fresh].flatMap(({ resource }) => resource?.patterns ?? [])
  const targets = wide
    ? access.inventory.targets
    : [...new Set(patterns.flatMap(pattern => targetsOf(access, pattern)))]
  return targets.map(target => {
    const names = fresh.flatMap(({ resource }) =>
      (resource?.patterns ?? []).flatMap(pattern => literalUsers(pattern, target)),
    )
    const columns = columnsOf(access, target)
    const missing = [...new Set(names)].filter(name => !columns.some(column => column.name === name))
    return { target, columns: [...columns, ...missing.map(name => columnFor(access, target, name))] }
  })
}

/** The verdict behind one decision code; the engine is asked again only where something may be unread. */
export function verdictAt(
  access: CompiledAccess,
  target: Target,
  column: MatrixColumn,
  principal: number,
  code: number,
): Verdict {
  const unreadable =
    code === CONDITIONAL_CODE &&
    mayBeUnreadable(access)(principal) &&
    cellCondition(access, principal, connectArn(target, column.witness)).unreadable
  return verdictOf(DECISIONS[code] ?? 'implicitDeny', gateOf(target, column), unreadable)
}

/** Every cell whose verdict differs once the policy reads `after`; null: once it is gone. */
export function cellsChangedBy(
  access: CompiledAccess,
  policy: AttachedPolicy,
  after: string | null,
): AffectedCell[] {
  const places = touched(access, policy.source.text, after)
  if (places.length === 0) return []
  const old = holdersWith(access, policy, policy.source.text)
  const fresh = holdersWith(access, policy, after)
  return places.flatMap(({ target, columns }) => {
    const resources = columns.map(column => connectArn(target, column.witness))
    const was = old.compiled.matrix(resources)
    const is = fresh.compiled.matrix(resources)
    return old.inventory.principals.flatMap((principal, row) =>
      columns.flatMap((column, at): AffectedCell[] => {
        const cell = row * columns.length + at
        if (was[cell] === is[cell]) return []
        const verdicts = {
          before: verdictAt(old, target, column, row, was[cell] ?? 0),
          after: verdictAt(fresh, target, column, row, is[cell] ?? 0),
        }
        if (verdicts.before === verdicts.after) return []
        return [{ ...cellFacts(principal, target, column), ...verdicts }]
      }),
    )
  })
}

export function cellFacts(
  principal: { arn: string; label: string },
  target: Target,
  column: Pick<MatrixColumn, 'name'>,
): Omit<AffectedCell, 'before' | 'after'> {
  return {
    principalArn: principal.arn,
    principalLabel: principal.label,
    target: target.name,
    resourceId: target.resourceId,
    databaseUser: column.name,
  }
}
