import type { ConditionHint } from '@/lib/access/model/verdict'
import { canonicalJson } from '@/lib/canonical-json'
import { attachmentsOf, type ConditionExpression, type ConditionTest, type Evaluation } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerReading } from './memoize-per-access'
import { policySources } from './policy-sources'

/** What an open decision hangs on. */
export interface CellCondition {
  hint: ConditionHint
  /** Equal for two cells exactly when they are open for the same reasons. */
  key: string
  /** Open only because a policy could not be read. */
  unreadable: boolean
}

export function testsOf(expression: ConditionExpression | null): ConditionTest[] {
  if (!expression) return []
  if ('test' in expression) return [expression.test]
  if ('not' in expression) return testsOf(expression.not)
  if ('unread' in expression) return []
  return ('all' in expression ? expression.all : expression.any).flatMap(testsOf)
}

const MFA_KEYS = /^aws:multifactorauth(present|age)$/i
const DATE_KEYS = /^aws:(currenttime|epochtime|tokenissuetime)$/i

export function hintOfKey(key: string): ConditionHint {
  if (MFA_KEYS.test(key)) return 'mfa'
  return DATE_KEYS.test(key) ? 'date' : 'other'
}

export function conditionOf(evaluation: Evaluation): CellCondition {
  const tests = testsOf(evaluation.condition)
  const keys = tests.length > 0 ? tests.map(test => test.key) : evaluation.missingContextKeys
  const hints = new Set(keys.map(hintOfKey))
  return {
    hint: hints.has('mfa') ? 'mfa' : hints.has('date') ? 'date' : 'other',
    key: canonicalJson(evaluation.condition ?? keys),
    unreadable: evaluation.decision === 'conditional' && keys.length === 0,
  }
}

/** Principals with the same signature get the same answer everywhere, so their open cells are explained once. */
export const signatures = memoizePerReading('signatures', access => {
  const sources = policySources(access)
  // JSON may spell any letter as an escape.
  const personal = (id: string) => /\$\{|aws:(principal|user)|\\u/i.test(sources.get(id)?.text ?? '')
  return access.inventory.principals.map(({ policies }) => {
    const ids = attachmentsOf(policies).map(item => item.policyId)
    const shape = [policies.identity, policies.boundary, policies.serviceControl]
    return ids.some(personal) ? policies.arn : canonicalJson(shape)
  })
})

/** What an open cell of one target hangs on, asked by principal and column. */
export type ConditionReader = (principal: number, column: number) => CellCondition

/** Cells whose policies cannot tell them apart are explained once. */
export function conditionReader(
  access: CompiledAccess,
  resources: readonly string[],
  alike: (principal: number, column: number) => string,
): ConditionReader {
  const answers = new Map<string, CellCondition>()
  return (principal, column) => {
    const key = `${signatures(access)[principal]}\n${alike(principal, column)}`
    const known = answers.get(key)
    if (known) return known
    const condition = conditionOf(access.compiled.explain(principal, resources[column] ?? ''))
    answers.set(key, condition)
    return condition
  }
}

/** The condition behind a single open cell. For many cells of one target, ask `TargetCells.conditionAt`. */
export function cellCondition(access: CompiledAccess, principal: number, resource: string): CellCondition {
  return conditionOf(access.compiled.explain(principal, resource))
}
