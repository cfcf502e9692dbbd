import { type ConditionExpression, type ConditionTest, canonicalJson, type Evaluation } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { perAccess } from './per-access'
import type { ConditionHint } from './verdict'

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
const signatures = perAccess(access => {
  const texts = new Map(access.inventory.policies.map(policy => [policy.id, policy.text]))
  const personal = (id: string) => /\$\{|aws:(principal|user)/i.test(texts.get(id) ?? '')
  return access.inventory.principals.map(({ policies }) => {
    const boundary = policies.boundary === null || policies.boundary === 'unread' ? [] : [policies.boundary]
    const ids = [...policies.identity, ...boundary, ...policies.scpLevels.flat()].map(item => item.policyId)
    const shape = [policies.identity, policies.boundary, policies.scpLevels]
    return ids.some(personal) ? policies.arn : canonicalJson(shape)
  })
})

const answers = perAccess(() => new Map<string, CellCondition>())

/** The condition behind one open cell. Remembered: folding and hints ask for the same few again and again. */
export function cellCondition(access: CompiledAccess, principal: number, resource: string): CellCondition {
  const key = `${signatures(access)[principal]}\n${resource}`
  const known = answers(access).get(key)
  if (known) return known
  const condition = conditionOf(access.compiled.explain(principal, resource))
  answers(access).set(key, condition)
  return condition
}
