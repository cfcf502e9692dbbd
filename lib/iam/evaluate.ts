import type { Decision } from './decision'
import type {
  AuthorizationRequest,
  EvaluateOptions,
  Evaluation,
  EvaluationError,
  Mode,
  Reason,
} from './evaluation'
import { allOf, anyOf, type Formula, leavesOf, negationOf, testsOf } from './formula'
import { isJudged } from './judged-conditions'
import { matchAction } from './match-action'
import { matchConditions, matchResource } from './match-statement'
import type { OpenTests } from './open-tests'
import { relevantPolicy } from './policy-cache'
import type { Layer, LevelName, PolicySource } from './policy-snapshot'
import type { PreparedStatement } from './prepare-statement'
import { reasonFor } from './reasons'
import { contextOf, type RequestContext } from './request-context'
import { siteOf } from './resource-facts'
import { simplest } from './simplest'
import { NO, UNKNOWN } from './ternary'

export interface Question extends OpenTests {
  request: AuthorizationRequest
  lowerAction: string
  context: RequestContext
  distrust: boolean
  errors: EvaluationError[]
  /** Errors that are listed already. */
  named: Set<string>
}

export interface LayerAnswer {
  kind: Layer['kind']
  level: LevelName | null
  decision: Decision
  /** Under which circumstances one of its Denies matches. */
  denied: Formula
  /** Under which circumstances the layer allows. */
  allows: Formula
  matched: { formula: Formula; reason: Reason }[]
}

/** Decides one request against layers that must all allow. Never throws for a bad policy. */
export function evaluate(
  request: AuthorizationRequest,
  layers: readonly Layer[],
  modeOrOptions: Mode | EvaluateOptions = 'discovery',
): Evaluation {
  const options = typeof modeOrOptions === 'string' ? { mode: modeOrOptions } : modeOrOptions
  const context = contextOf(request, options.mode ?? 'discovery', { at: options.at ?? null })
  const question: Question = {
    request,
    lowerAction: request.action.toLowerCase(),
    context: options.resourceFacts ? context.withFacts(siteOf(request.resource).facts) : context,
    distrust: options.distrustConditions ?? false,
    errors: [],
    named: new Set(),
    keysOf: new Map(),
    conditionOf: new Map(),
  }
  return combineLayers(
    layers.map(layer => answerLayer(layer, question)),
    question,
  )
}

export function answerLayer(layer: Layer, question: Question): LayerAnswer {
  const matched: LayerAnswer['matched'] = []
  const allow: Formula[] = []
  const deny: Formula[] = []
  for (const { source, viaGroup } of layer.policies) {
    const policy = relevantPolicy(source, question.lowerAction)
    for (const prepared of policy.statements) {
      for (const effect of effectsOf(prepared)) {
        const formula = matchStatement(prepared, effect, source, layer.kind, question)
        if (formula === false) continue
        ;(effect === 'Allow' ? allow : deny).push(formula)
        const count = policy.statementCount
        matched.push({
          formula,
          reason: reasonFor({ prepared, effect, layer, source, viaGroup, formula, count }, question),
        })
      }
    }
  }
  if (layer.unread !== undefined) {
    allow.splice(0, allow.length, { unread: layer.unread })
    question.errors.push({ policyId: '', policyName: '', statementIndex: null, message: layer.unread })
  }
  const denied = simplest(anyOf(deny), question)
  const allows = simplest(allOf([anyOf(allow), negationOf(denied)]), question)
  const decision = decisionOf(denied, allows)
  return { kind: layer.kind, level: layer.level ?? null, decision, denied, allows, matched }
}

function effectsOf(prepared: PreparedStatement): ('Allow' | 'Deny')[] {
  return prepared.mayAllow ? (prepared.mayDeny ? ['Deny', 'Allow'] : ['Allow']) : ['Deny']
}

function matchStatement(
  prepared: PreparedStatement,
  effect: 'Allow' | 'Deny',
  source: PolicySource,
  kind: Layer['kind'],
  question: Question,
): Formula {
  const action = matchAction(prepared.statement, question.lowerAction)
  if (action === NO) return false
  const resource = matchResource(prepared, question.request.resource, question.context, effect, question)
  if (resource === false) return false
  const distrust = question.distrust && !isJudged(kind, effect, prepared.statement, question.lowerAction)
  const conditions = matchConditions(prepared, question.context, distrust, effect, question)
  if (conditions === false) return false
  nameDoubts(resource, prepared, source, question)
  const unread = prepared.unreadable.length > 0 || action === UNKNOWN
  return unread
    ? allOf([resource, conditions, unreadStatement(prepared, effect, source, question)])
    : allOf([resource, conditions])
}

function unreadStatement(
  prepared: PreparedStatement,
  effect: 'Allow' | 'Deny',
  source: PolicySource,
  question: Question,
): Formula {
  const { index } = prepared.statement
  const message = prepared.unreadable[0] ?? 'The statement could not be read.'
  for (const sentence of prepared.unreadable) nameError(sentence, index, source, question)
  const where = index < 0 ? source.name : `${source.name}, statement ${index + 1}`
  return { unread: `${where} (${effect}): ${message}` }
}

/** What AWS leaves unsaid about a pattern that matters here. */
function nameDoubts(
  resource: Formula,
  prepared: PreparedStatement,
  source: PolicySource,
  question: Question,
): void {
  for (const leaf of leavesOf(resource))
    if ('unread' in leaf) nameError(leaf.unread, prepared.statement.index, source, question)
}

function nameError(message: string, index: number, source: PolicySource, { named, errors }: Question): void {
  const name = `${source.id} ${index} ${message}`
  if (named.has(name)) return
  named.add(name)
  errors.push({
    policyId: source.id,
    policyName: source.name,
    statementIndex: index < 0 ? null : index,
    message,
  })
}

function decisionOf(denied: Formula, allows: Formula): Decision {
  if (denied === true) return 'explicitDeny'
  if (allows === true) return 'allowed'
  return allows === false ? 'implicitDeny' : 'conditional'
}

function combineLayers(answers: LayerAnswer[], question: Question): Evaluation {
  const denied = simplest(anyOf(answers.map(answer => answer.denied)), question)
  const allows = simplest(allOf(answers.map(answer => answer.allows)), question)
  const decision = decisionOf(denied, answers.length === 0 ? false : allows)
  const condition = decision === 'conditional' && typeof allows !== 'boolean' ? allows : null
  const keys =
    condition === null ? [] : testsOf(condition).flatMap(test => question.keysOf.get(test) ?? [test.key])
  return {
    decision,
    reasons: decidingReasons(answers, decision),
    layers: answers.map(({ kind, level, decision }) => ({ kind, level, decision })),
    serviceControl:
      question.request.serviceControl ?? (answers.some(answer => answer.kind === 'scp') ? 'read' : 'none'),
    missingContextKeys: uniqueKeys(keys),
    condition,
    errors: question.errors,
  }
}

function decidingReasons(answers: LayerAnswer[], decision: Decision): Reason[] {
  const matches = answers.flatMap(answer => answer.matched)
  // Denies that leave no way out together, each of them open, decide together.
  const isCertain = matches.some(({ formula, reason }) => reason.effect === 'Deny' && formula === true)
  const decides = (formula: Formula, effect: 'Allow' | 'Deny') => {
    if (decision === 'explicitDeny') return effect === 'Deny' && (formula === true || !isCertain)
    if (decision === 'conditional') return true
    return effect === 'Allow'
  }
  return matches.filter(({ formula, reason }) => decides(formula, reason.effect)).map(({ reason }) => reason)
}

/** Without case, sorted, as spelled first. */
function uniqueKeys(keys: string[]): string[] {
  const spelled = new Map<string, string>()
  for (const key of keys) if (!spelled.has(key.toLowerCase())) spelled.set(key.toLowerCase(), key)
  return [...spelled.values()].sort()
}
