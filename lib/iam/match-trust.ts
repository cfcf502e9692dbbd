import { type PreparedCondition, prepareCondition } from './conditions/prepare-condition'
import type { Question } from './evaluate'
import { allOf, anyOf, type Formula } from './formula'
import { matchAction } from './match-action'
import { matchConditions } from './match-statement'
import type { PreparedStatement } from './prepare-statement'
import { fitOf, type Grant, type PrincipalFit } from './principal-fit'
import { NO, UNKNOWN } from './ternary'
import { accountOfCaller, presentKeys, type TrustCaller } from './trust-caller'
import type { PreparedTrust, TrustStatement } from './trust-policy'

/** Under which circumstances the trust policy grants, by what else must allow. */
export type Grants = Record<Grant, Formula>

export interface TrustReason {
  effect: 'Allow' | 'Deny'
  statementIndex: number
  sid: string | null
  lines: { from: number; to: number }
  /** How the statement reaches the caller; null for a NotPrincipal or an unreadable statement. */
  fit: PrincipalFit['by'] | null
  match: 'yes' | 'unknown'
}

export interface TrustMatch {
  grants: Grants
  denied: Formula
  found: TrustReason[]
  errors: string[]
}

/** What the trust policy says of one caller and one action, statement by statement. */
export function matchTrust(trust: PreparedTrust, caller: TrustCaller, question: Question): TrustMatch {
  const grants: Record<Grant, Formula[]> = { direct: [], role: [], account: [] }
  const denies: Formula[] = []
  const match: Pick<TrustMatch, 'found' | 'errors'> = { found: [], errors: [] }
  for (const statement of trust.statements) {
    const { prepared } = statement
    const action = matchAction(prepared.statement, question.lowerAction)
    if (action === NO) continue
    for (const effect of ['Allow', 'Deny'] as const) {
      if (effect === 'Allow' ? !prepared.mayAllow : !prepared.mayDeny) continue
      const rest = allOf([
        matchConditions(prepared, question.context, false, effect, question),
        ...unreadOf(prepared, effect, action === UNKNOWN, caller),
      ])
      for (const { fit, grant, formula } of reaching(statement, caller, effect, question)) {
        const whole = allOf([formula, rest])
        if (whole === false) continue
        if (effect === 'Allow') grants[grant].push(whole)
        else denies.push(whole)
        const { index, sid, lines } = prepared.statement
        const reason = { effect, statementIndex: index, sid, lines, fit }
        match.found.push({ ...reason, match: whole === true ? 'yes' : 'unknown' })
        match.errors.push(...prepared.unreadable)
      }
    }
  }
  return {
    grants: { direct: anyOf(grants.direct), role: anyOf(grants.role), account: anyOf(grants.account) },
    denied: anyOf(denies),
    found: match.found,
    errors: [...new Set(match.errors)],
  }
}

interface Reaching {
  fit: PrincipalFit['by'] | null
  grant: Grant
  formula: Formula
}

/** Each way in which the statement's principals reach the caller. */
function reaching(
  { prepared, named, unknown }: TrustStatement,
  caller: TrustCaller,
  effect: 'Allow' | 'Deny',
  question: Question,
): Reaching[] {
  const { principal } = prepared.statement
  if (principal === null) return [open('Its principal could not be read')]
  const fits = named.map(one => fitOf(one, caller)).filter(fit => fit !== null)
  const [first] = unknown
  const odd = first === undefined ? [] : [open(`"${first.value}" is no principal that IAM knows`)]
  if (principal.not) return odd.length > 0 ? odd : outside(fits, caller, effect)
  const ways = fits.map(fit => ({
    fit: fit.by,
    grant: fit.grant,
    formula: fit.session === null || sessionTest(fit.session, effect, caller, question),
  }))
  return ways.length > 0 ? ways : odd
}

const open = (unread: string): Reaching => ({ fit: null, grant: 'direct', formula: { unread } })

/** A role is let in as that session only: a test of the caller's own session. */
function sessionTest(
  session: string,
  effect: 'Allow' | 'Deny',
  caller: TrustCaller,
  question: Question,
): Formula {
  const source = { key: 'Principal', operator: 'StringEquals', values: [session], line: 0 }
  const condition = prepareCondition(source, false) as PreparedCondition
  const test = { key: source.key, operator: source.operator, values: source.values, negated: false, effect }
  question.conditionOf.set(test, condition)
  question.keysOf.set(test, [`${caller.value} as a session`])
  return { test }
}

/**
 * NotPrincipal: IAM no longer takes it in a trust policy; where an old one stands, a Deny of it always meets those with a
 * boundary, and spares for certain only those listed with all their names (IAM User Guide, "NotPrincipal").
 */
function outside(fits: PrincipalFit[], caller: TrustCaller, effect: 'Allow' | 'Deny'): Reaching[] {
  const all = { fit: null, formula: true }
  if (effect === 'Allow') {
    if (fits.some(fit => fit.session === null)) return []
    const undocumented = open('What an Allow with NotPrincipal lets in is not documented')
    const isPrincipal = caller.kind === 'anyone' || accountOfCaller(caller) !== null
    return fits.length > 0 || !isPrincipal ? [undocumented] : [{ ...all, grant: 'account' }, undocumented]
  }
  const bounded = caller.own?.layers().some(layer => layer.kind === 'boundary') ?? false
  if (fits.length === 0 || (bounded && !fits.some(fit => fit.by === 'anyone')))
    return [{ ...all, grant: 'direct' }]
  const listed = (by: PrincipalFit['by'], grant?: Grant) =>
    fits.some(fit => fit.by === by && fit.session === null && (grant === undefined || fit.grant === grant))
  const isSession = caller.kind === 'role' || caller.kind === 'session'
  const byName = isSession ? listed('named', 'role') && listed('named', 'direct') : listed('named')
  const belongs = caller.kind === 'user' || isSession
  if (listed('anyone') || (byName && (!belongs || listed('account')))) return []
  return [open('A NotPrincipal that does not list all names of a principal may still deny it')]
}

const LONE_STAR = /^Arn(Like|Equals) cannot compare with "\*"\.$/

/** A lone star compared with the caller's own ARN may well let everybody in: an Allow is read so, a Deny is not. */
function unreadOf(
  prepared: PreparedStatement,
  effect: 'Allow' | 'Deny',
  actionUnknown: boolean,
  caller: TrustCaller,
): Formula[] {
  const isMet = ({ key, operator, values }: { key: string; operator: string; values: string[] }) =>
    /^Arn(Like|Equals)(IfExists)?$/.test(operator) &&
    values.includes('*') &&
    presentKeys(caller).has(key.toLowerCase())
  const lone = (prepared.statement.condition ?? []).filter(
    ({ operator, values }) => operator.startsWith('Arn') && values.includes('*'),
  )
  const met = effect === 'Allow' && lone.length > 0 && lone.every(isMet)
  const left = prepared.unreadable.filter(sentence => !(met && LONE_STAR.test(sentence)))
  if (left.length === 0 && !actionUnknown) return []
  const { index } = prepared.statement
  const where = index < 0 ? 'Trust policy' : `Trust policy, statement ${index + 1}`
  return [{ unread: `${where} (${effect}): ${left[0] ?? 'The statement could not be read.'}` }]
}
