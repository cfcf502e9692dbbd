import { parseArn } from './arn'
import type { Decision } from './decision'
import { answerLayer, type Question } from './evaluate'
import type { ConditionExpression, Mode } from './evaluation'
import { type Choices, withoutSettled, withStates } from './fact-choices'
import { allOf, anyOf, type Formula, negationOf, testsOf } from './formula'
import type { TrustReason } from './match-trust'
import { type Grants, matchTrust, type TrustMatch } from './match-trust'
import { mayDeny } from './may-deny'
import type { Layer } from './policy-snapshot'
import { RequestContext } from './request-context'
import { furtherActions } from './service-sessions'
import { simplest } from './simplest'
import { timesFrom } from './times-from'
import { ACTION_OF, accountOfCaller, presentKeys, type TrustCaller } from './trust-caller'
import type { PreparedTrust } from './trust-policy'

export interface AssumeQuestion {
  roleArn: string
  trust: PreparedTrust
  caller: TrustCaller
  /** The caller's own way of becoming a role unless given; or a further one, such as sts:TagSession. */
  action?: string
  /** What the caller's own policies together say of the role, where that is known already. */
  ownDecision?: Decision
  /** From when on the answer is to hold, in ISO 8601. */
  at?: string
}

export interface AssumeAnswer {
  decision: Decision
  reasons: TrustReason[]
  /** null unless the decision is conditional: the caller becomes the role exactly when it holds. */
  condition: ConditionExpression | null
  missingContextKeys: string[]
  /** Sentences saying what in the trust policy could not be read. */
  errors: string[]
}

const NOTHING: AssumeAnswer = {
  decision: 'implicitDeny',
  reasons: [],
  condition: null,
  missingContextKeys: [],
  errors: [],
}

/** Whether the caller may assume the role: the trust policy, as the resource policy it is, joined with the caller's own. */
export function mayAssume(asked: AssumeQuestion, options: { mode?: Mode } = {}): AssumeAnswer {
  const { roleArn, trust, caller } = asked
  const action = actionOf(asked)
  if (action === null) return NOTHING
  const question = questionOf(roleArn, caller, action, options.mode ?? 'discovery')
  const matched = matchTrust(trust, caller, question)
  const granted = anyOf(Object.values(matched.grants))
  if (granted === false) return answerOf(matched, matched.denied === true, false, question)
  const sameAccount = accountOfCaller(caller) === (parseArn(roleArn)?.account ?? null)
  const limits =
    asked.ownDecision === 'allowed'
      ? NO_LIMITS
      : limitsOf(caller, neededOf(matched.grants, sameAccount), question)
  const denied = simplest(anyOf([matched.denied, limits.denied]), question)
  const further = furtherActions(caller).map(one => alsoAllowed(one, trust, caller, question))
  const allows = allOf([
    negationOf(denied),
    limits.always,
    joined(matched.grants, limits, sameAccount),
    ...further,
    ...doubtsAbout(caller, roleArn),
  ])
  const open = simplest(allows, question)
  const current = asked.at === undefined ? open : withoutSettled(open, question, timesFrom(asked.at))
  return answerOf(matched, denied === true, chosen(current, caller, question), question)
}

const BECOMING: readonly (string | null)[] = Object.values(ACTION_OF)

/** null where callers of this kind never become a role by that action. */
function actionOf({ caller, action }: AssumeQuestion): string | null {
  const own = ACTION_OF[caller.kind]
  if (own === null || action === undefined || action === own) return own
  return BECOMING.includes(action) ? null : action
}

const contexts = new WeakMap<TrustCaller, RequestContext>()

/** One for each caller: thousands of them are asked about many roles. */
function contextOf(caller: TrustCaller, mode: Mode): RequestContext {
  const known = mode === 'discovery' ? contexts.get(caller) : undefined
  if (known !== undefined) return known
  const context = new RequestContext(caller.context, caller.absentKeys, mode, presentKeys(caller))
  if (mode === 'discovery') contexts.set(caller, context)
  return context
}

function questionOf(roleArn: string, caller: TrustCaller, action: string, mode: Mode): Question {
  const { value, context, absentKeys } = caller
  return {
    request: { principalArn: value, action, resource: roleArn, context, absentKeys },
    lowerAction: action.toLowerCase(),
    context: contextOf(caller, mode),
    distrust: false,
    errors: [],
    named: new Set(),
    keysOf: new Map(),
    conditionOf: new Map(),
  }
}

/** What the caller's own policies say of the action, apart by what a trust policy can stand in for. */
interface Limits {
  denied: Formula
  identity: Formula
  /** Boundary and session policies. */
  bounds: Formula
  /** SCPs, which nothing stands in for. */
  always: Formula
}

const NO_LIMITS: Limits = { denied: false, identity: true, bounds: true, always: true }

/** A layer is asked only where its Allow is needed, or one of its Denies could meet the action. */
function limitsOf({ own }: TrustCaller, needed: Set<Layer['kind']>, question: Question): Limits {
  if (own === null) return NO_LIMITS
  const answers = own
    .layers()
    .filter(layer => needed.has(layer.kind) || mayDeny(layer, question.lowerAction))
    .map(layer => answerLayer(layer, question))
  const allows = (...kinds: Layer['kind'][]) =>
    allOf(answers.filter(({ kind }) => kinds.includes(kind)).map(answer => answer.allows))
  return {
    denied: anyOf([...answers.map(answer => answer.denied), ...own.layers().flatMap(unreadDenies)]),
    identity: allows('identity'),
    bounds: allows('boundary', 'session'),
    always: allows('scp'),
  }
}

/** A grant may stand in for what a layer does not allow, but not for what it denies. */
function unreadDenies({ unread }: Layer): Formula[] {
  return unread === undefined ? [] : [{ unread: `${unread.replace(/\.$/, '')}; it may deny.` }]
}

/** Which layers a trust policy does not stand in for. */
function neededOf({ role, account }: Grants, sameAccount: boolean): Set<Layer['kind']> {
  const needed = new Set<Layer['kind']>(['scp'])
  if (!sameAccount || role !== false || account !== false) needed.add('boundary').add('session')
  return sameAccount && account === false ? needed : needed.add('identity')
}

/**
 * Within one account a grant by name or to all is enough, a role's ARN stays within its boundary, and one to the account
 * leaves the choice to it; across accounts both sides must allow (IAM User Guide, "Policy evaluation logic").
 */
function joined({ direct, role, account }: Grants, limits: Limits, sameAccount: boolean): Formula {
  const permitted = allOf([limits.identity, limits.bounds])
  if (!sameAccount) return allOf([anyOf([direct, role, account]), permitted])
  return anyOf([direct, allOf([role, limits.bounds]), allOf([account, permitted])])
}

/** A service that sets tags or an identity with the session needs those actions too. */
function alsoAllowed(action: string, trust: PreparedTrust, caller: TrustCaller, question: Question): Formula {
  const { grants, denied } = matchTrust(trust, caller, { ...question, lowerAction: action.toLowerCase() })
  const formula = allOf([anyOf(Object.values(grants)), negationOf(denied)])
  if (formula !== false) return formula
  return { unread: `${caller.value} also asks for ${action}, which the trust policy does not allow` }
}

/** STS looks for the provider in the account of the role: "No OpenIDConnect provider found in your account". */
function doubtsAbout({ kind, value, doubt }: TrustCaller, roleArn: string): Formula[] {
  if (doubt !== undefined) return [{ unread: doubt }]
  const account = kind === 'saml' || kind === 'oidc' ? parseArn(value)?.account : undefined
  if (account === undefined || account === parseArn(roleArn)?.account) return []
  return [{ unread: `The identity provider is of account ${account}; STS looks for it in that of the role` }]
}

/** A caller who stands for many is let in, or kept out, by what is so of all of them. */
function chosen(allows: Formula, { choices = {} }: TrustCaller, question: Question): Formula {
  const { possible, every, some }: Choices = choices
  if (typeof allows === 'boolean') return allows
  if (possible && withStates(allows, question, possible, 'some') === false) return false
  const settled = some ? withStates(allows, question, some, 'some') : allows
  if (every) return withStates(settled, question, every, 'every') === true ? true : allows
  return settled === false ? allows : settled
}

function answerOf(
  { found, errors }: TrustMatch,
  denied: boolean,
  allows: Formula,
  question: Question,
): AssumeAnswer {
  const decision = decisionOf(denied, allows)
  const certain = found.some(({ effect, match }) => effect === 'Deny' && match === 'yes')
  const reasons = found.filter(({ effect, match }) => {
    if (decision === 'explicitDeny') return effect === 'Deny' && (match === 'yes' || !certain)
    return decision === 'conditional' || effect === 'Allow'
  })
  const condition = decision === 'conditional' && typeof allows !== 'boolean' ? allows : null
  const keys = condition === null ? [] : testsOf(condition)
  const missing = keys.flatMap(test => question.keysOf.get(test) ?? [test.key])
  return { decision, reasons, condition, missingContextKeys: [...new Set(missing)].sort(), errors }
}

function decisionOf(denied: boolean, allows: Formula): Decision {
  if (denied) return 'explicitDeny'
  if (allows === true) return 'allowed'
  return allows === false ? 'implicitDeny' : 'conditional'
}
