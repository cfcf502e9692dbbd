import { type ConditionExpression, type ConditionTest, evaluate, type Layer } from '@/lib/iam/index'
import { type KnownKeys, valuesOf } from './session-making'

const ACTION = 'rds-db:connect'

/** One test as a policy of its own, so that operators mean here what they mean everywhere. */
function holdsWith({ key, operator, values }: ConditionTest, value: string | null): boolean {
  const statement = {
    Effect: 'Allow',
    Action: ACTION,
    Resource: '*',
    Condition: { [operator]: { [key]: values } },
  }
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const source = { id: 'test', name: 'test', kind: 'inline' as const, versionId: null, text }
  const layer: Layer = { kind: 'identity', policies: [{ source, viaGroup: null }] }
  const context = value === null ? {} : { [key]: value }
  const request = { principalArn: '', action: ACTION, resource: '*', context }
  return evaluate(request, [layer], 'strict').decision === 'allowed'
}

/** Null: it hangs on what is not known. */
function testHolds(test: ConditionTest, known: KnownKeys): boolean | null {
  const values = valuesOf(known, test.key)
  const isPattern = /resource$/i.test(test.operator) || test.values.some(value => value.includes('${'))
  if (!values || isPattern) return null
  const [first, ...others] = values.map(value => holdsWith(test, value))
  return first !== undefined && others.every(other => other === first) ? first : null
}

/** Whether a condition holds, whatever the keys that are not known are; null: that decides. */
export function holds(expression: ConditionExpression, known: KnownKeys): boolean | null {
  if ('test' in expression) return testHolds(expression.test, known)
  if ('unread' in expression) return null
  if ('not' in expression) {
    const inner = holds(expression.not, known)
    return inner === null ? null : !inner
  }
  const isAll = 'all' in expression
  const parts = (isAll ? expression.all : expression.any).map(part => holds(part, known))
  if (parts.includes(!isAll)) return !isAll
  return parts.includes(null) ? null : isAll
}

const MFA = /^aws:multifactorauth/

/** `mfa`: it fails for want of MFA alone, as far as is known; `fails`: also with it. */
export type OfSession = 'open' | 'mfa' | 'fails'

/** Only a no is certain: of a condition that holds it stays open whether RDS heeds it. */
export function ofSession(condition: ConditionExpression | null, known: KnownKeys): OfSession {
  if (condition === null || holds(condition, known) !== false) return 'open'
  const others = new Map([...known].filter(([key]) => !MFA.test(key)))
  return holds(condition, others) === false ? 'fails' : 'mfa'
}
