import { parseArn } from './arn'
import type { Decision } from './decision'
import type { ConditionTest, EvaluateOptions } from './evaluation'
import { matchAction } from './match-action'
import { matchConditions } from './match-statement'
import type { ContextValue } from './policy-snapshot'
import { preparePolicy } from './prepare-policy'
import type { PreparedStatement } from './prepare-statement'
import { RequestContext } from './request-context'
import { both, NO, type Ternary, ternaryOf, UNKNOWN, YES } from './ternary'
import { principalsOf } from './trust-policy'
import { type PrincipalFit, principalFits } from './trust-principal'

export interface AssumeQuestion {
  roleArn: string
  trustText: string
  /** An ARN of a user, role or role session; or a service or identity provider as the trust policy names it. */
  caller: { arn: string; context: Record<string, ContextValue>; absentKeys?: string[] }
  /** The caller's own evaluation of the action on the role. Not looked at for services and providers. */
  identityDecision: Decision
  /** 'sts:AssumeRole' unless given. */
  action?: string
}

export interface TrustReason {
  effect: 'Allow' | 'Deny'
  statementIndex: number
  sid: string | null
  lines: { from: number; to: number }
  /** How the statement reaches the caller; null for a NotPrincipal or an unreadable statement. */
  fit: PrincipalFit
  match: 'yes' | 'unknown'
}

export interface AssumeAnswer {
  decision: Decision
  reasons: TrustReason[]
  missingContextKeys: string[]
  /** Sentences saying what in the trust policy could not be read. */
  errors: string[]
}

interface Found {
  reason: TrustReason
  value: Ternary
  keys: string[]
}

/** Whether the caller may assume the role: the trust policy joined with the caller's own permission. */
export function mayAssume(question: AssumeQuestion, options: EvaluateOptions = {}): AssumeAnswer {
  const { caller } = question
  const context = new RequestContext(caller.context, caller.absentKeys ?? [], options.mode ?? 'discovery')
  const errors: string[] = []
  const found: Found[] = []
  for (const prepared of preparePolicy(question.trustText, 'trust').statements) {
    for (const one of readStatement(prepared, question, context, options.distrustConditions ?? false)) {
      found.push(one)
      errors.push(...prepared.unreadable)
    }
  }
  const decision = decide(question, found)
  const deciding = found.filter(one => decides(one, decision))
  const keys = decision === 'conditional' ? deciding.flatMap(one => one.keys) : []
  return {
    decision,
    reasons: deciding.map(one => one.reason),
    missingContextKeys: [...new Set(keys)].sort(),
    errors: [...new Set(errors)],
  }
}

function readStatement(
  prepared: PreparedStatement,
  question: AssumeQuestion,
  context: RequestContext,
  distrust: boolean,
): Found[] {
  const action = matchAction(prepared.statement, (question.action ?? 'sts:AssumeRole').toLowerCase())
  if (action === NO) return []
  const effects = (['Allow', 'Deny'] as const).filter(effect =>
    effect === 'Allow' ? prepared.mayAllow : prepared.mayDeny,
  )
  return effects.flatMap(effect => {
    const { fit, value: principal } = fitOf(prepared, question.caller.arn, effect)
    const keysOf = new Map<ConditionTest, string[]>()
    const formula = matchConditions(prepared, context, distrust, effect, { keysOf, conditionOf: new Map() })
    const conditions: Ternary = typeof formula === 'boolean' ? ternaryOf(formula) : UNKNOWN
    const readable: Ternary = prepared.unreadable.length === 0 ? YES : UNKNOWN
    const value = [action, principal, conditions, readable].reduce<Ternary>(both, YES)
    if (value === NO) return []
    const { index, sid, lines } = prepared.statement
    const match = value === YES ? 'yes' : 'unknown'
    return [
      {
        reason: { effect, statementIndex: index, sid, lines, fit, match },
        value,
        keys: [...keysOf.values()].flat(),
      },
    ]
  })
}

function fitOf(
  prepared: PreparedStatement,
  callerArn: string,
  effect: 'Allow' | 'Deny',
): { fit: PrincipalFit; value: Ternary } {
  const { principal } = prepared.statement
  if (principal === null) return { fit: null, value: UNKNOWN }
  const { named, unknown } = principalsOf(principal)
  const fits = named.map(one => principalFits(one, callerArn))
  const fit = (['named', 'anyone', 'account'] as const).find(kind => fits.includes(kind)) ?? null
  if (principal.not) return { fit: null, value: outsideOf(fits, effect) }
  if (fit !== null) return { fit, value: YES }
  return { fit: null, value: unknown.length > 0 ? UNKNOWN : NO }
}

/**
 * NotPrincipal exempts for certain only when the caller and its account are both listed; with one of them
 * the documentation warns that the other may still be denied (IAM User Guide, "NotPrincipal").
 */
function outsideOf(fits: PrincipalFit[], effect: 'Allow' | 'Deny'): Ternary {
  const listed = fits.filter(fit => fit !== null)
  if (listed.length === 0) return YES
  if (effect === 'Allow' || listed.includes('anyone')) return NO
  return listed.includes('named') && listed.includes('account') ? NO : UNKNOWN
}

function decide(question: AssumeQuestion, found: Found[]): Decision {
  const denies = found.filter(one => one.reason.effect === 'Deny').map(one => one.value)
  if (denies.includes(YES)) return 'explicitDeny'
  const allows = found.filter(one => one.reason.effect === 'Allow').map(one => joined(question, one))
  if (allows.includes('explicitDeny')) return 'explicitDeny'
  if (allows.includes('allowed') && !denies.includes(UNKNOWN)) return 'allowed'
  return allows.some(answer => answer !== 'implicitDeny') ? 'conditional' : 'implicitDeny'
}

/** One trust statement that reaches the caller, together with what the caller's own policies say. */
function joined(question: AssumeQuestion, { reason, value }: Found): Decision {
  const caller = parseArn(question.caller.arn)
  const own =
    caller === null || caller.resource.includes('-provider/') ? 'allowed' : question.identityDecision
  if (own === 'explicitDeny') return 'explicitDeny'
  const sameAccount = caller === null || caller.account === parseArn(question.roleArn)?.account
  const enough = sameAccount && (reason.fit === 'named' || reason.fit === 'anyone')
  if (own === 'implicitDeny' && !enough) return 'implicitDeny'
  return own === 'conditional' || value === UNKNOWN ? 'conditional' : 'allowed'
}

function decides(one: Found, decision: Decision): boolean {
  if (decision === 'explicitDeny') return one.reason.effect === 'Deny' && one.value === YES
  return decision === 'conditional' || one.reason.effect === 'Allow'
}
