import { columnFor, columnsOf } from '@/lib/access/columns'
import type { CompiledAccess } from '@/lib/access/compile-access'
import { accessOf } from '@/lib/access/few-principals'
import { connectArn } from '@/lib/access/target'
import { canonicalJson, parseDocument, type Statement } from '@/lib/iam/index'
import type { AttachedPolicy } from './attached-policies'
import { coversConnect } from './connect-statements'
import { cellFacts, verdictAt } from './few-principals'
import type { AffectedCell } from './finding'
import { literalUsers, targetsOf } from './target-index'

/** The holders alone, the policy in question replaced or (null) gone. */
function holdersWith(access: CompiledAccess, policy: AttachedPolicy, text: string | null): CompiledAccess {
  const { id } = policy.source
  const principals = [...new Set([...policy.holders, ...policy.bounds])].flatMap(index => {
    const principal = access.inventory.principals[index]
    if (!principal) return []
    if (text !== null) return [principal]
    const identity = principal.policies.identity.filter(item => item.policyId !== id)
    return [{ ...principal, policies: { ...principal.policies, identity } }]
  })
  return accessOf(access, principals, text === null ? [] : [{ ...policy.source, text }])
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
  const cells: AffectedCell[] = []
  for (const { target, columns } of places) {
    const resources = columns.map(column => connectArn(target, column.witness))
    const was = old.compiled.matrix(resources)
    const is = fresh.compiled.matrix(resources)
    old.inventory.principals.forEach((principal, row) => {
      for (const [at, column] of columns.entries()) {
        const cell = row * columns.length + at
        if (was[cell] === is[cell]) continue
        const before = verdictAt(old, target, column, row, was[cell] ?? 0)
        const then = verdictAt(fresh, target, column, row, is[cell] ?? 0)
        if (before !== then) cells.push({ ...cellFacts(principal, target, column), before, after: then })
      }
    })
  }
  return cells
}
