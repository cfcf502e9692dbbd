import { parseArn } from '@/lib/iam/arn'
import { compile } from '@/lib/iam/compile'
import { DECISIONS, type Decision } from '@/lib/iam/decision'
import type { DocumentKind } from '@/lib/iam/document'
import { evaluate } from '@/lib/iam/evaluate'
import type { Evaluation } from '@/lib/iam/evaluation'
import { mayAssume } from '@/lib/iam/may-assume'
import { outsideCaller } from '@/lib/iam/outside-callers'
import type { ContextValue } from '@/lib/iam/policy-snapshot'
import { kindOfCaller, type TrustCaller } from '@/lib/iam/trust-caller'
import { prepareTrust, trustEdges } from '@/lib/iam/trust-policy'
import { validateDocument } from '@/lib/iam/validate-document'
import { matchesWildcard } from '@/lib/iam/wildcard'
import {
  attachedTo,
  type CasePolicy,
  type DecisionCase,
  layersOfCase,
  serviceControlOf,
  textOf,
} from './decision-case'

/** Runs the corpus. Needs neither Node nor a test runner, so that it runs in a browser bundle too. */

export interface WildcardCase {
  name: string
  pattern: string
  text: string
  ignoreCase?: boolean | undefined
  matches: boolean
}

export interface ValidationCase {
  name: string
  kind?: DocumentKind | undefined
  document: CasePolicy
  issues: {
    path: string
    code?: string | undefined
    severity?: 'warning' | undefined
    line?: number | undefined
  }[]
}

export interface TrustCase {
  name: string
  trust: CasePolicy
  role?: string | undefined
  caller: string
  action?: string | undefined
  context?: Record<string, ContextValue> | undefined
  absent?: string[] | undefined
  at?: string | undefined
  /** In place of the caller's own policies. */
  identityDecision?: Decision | undefined
  identity?: CasePolicy[] | undefined
  boundary?: CasePolicy[] | 'unread' | undefined
  scp?: CasePolicy[][] | undefined
  session?: CasePolicy[] | undefined
  expect: { decision: Decision; missing?: string[] | undefined }
}

export interface EdgeCase {
  name: string
  trust: CasePolicy
  edges: {
    kind: string
    value: string
    effect?: 'Deny' | undefined
    actions?: string[] | undefined
    except?: string[] | undefined
  }[]
  issues?: number | undefined
}

export type CaseFile =
  | { kind: 'decision'; topic: string; source: string; cases: DecisionCase[] }
  | { kind: 'wildcard'; topic: string; source: string; cases: WildcardCase[] }
  | { kind: 'validation'; topic: string; source: string; cases: ValidationCase[] }
  | { kind: 'trust'; topic: string; source: string; cases: TrustCase[] }
  | { kind: 'edges'; topic: string; source: string; cases: EdgeCase[] }

/** A difference between what a case expects and what the engine says; null when there is none. */
export type Difference = { expected: unknown; actual: unknown } | null

export function runCase(kind: CaseFile['kind'], one: CaseFile['cases'][number]): Difference {
  if (kind === 'decision') return runDecision(one as DecisionCase)
  if (kind === 'wildcard') return runWildcard(one as WildcardCase)
  if (kind === 'validation') return runValidation(one as ValidationCase)
  return kind === 'trust' ? runTrust(one as TrustCase) : runEdges(one as EdgeCase)
}

function compare(expected: unknown, actual: unknown): Difference {
  return JSON.stringify(expected) === JSON.stringify(actual) ? null : { expected, actual }
}

const optionsOf = ({ mode, distrustConditions, resourceFacts, at }: DecisionCase) => ({
  mode: mode ?? 'discovery',
  distrustConditions: distrustConditions ?? false,
  resourceFacts: resourceFacts ?? false,
  ...(at === undefined ? {} : { at }),
})

function runDecision(one: DecisionCase): Difference {
  const request = {
    principalArn: 'arn:aws:iam::111122223333:user/jane',
    action: one.action ?? 'rds-db:connect',
    resource: one.resource,
    context: one.context ?? {},
    absentKeys: one.absent ?? [],
    beginnings: one.beginnings ?? {},
    serviceControl: serviceControlOf(one).state,
  }
  const options = optionsOf(one)
  const actual = summarize(evaluate(request, layersOfCase(one), options))
  const wanted = one.expect as Record<string, unknown>
  const same = Object.keys(wanted)
  const expected = same.map(field => [field, wanted[field]])
  const difference = compare(
    expected,
    same.map(field => [field, actual[field]]),
  )
  return difference ?? runCompiled(one)
}

/** The same case as an account of one principal: matrix and column must say what evaluate() says. */
function runCompiled(one: DecisionCase): Difference {
  if (one.session !== undefined) return null
  const layers = layersOfCase(one)
  const boundary = layers.find(layer => layer.kind === 'boundary')
  if (boundary !== undefined && boundary.unread === undefined && boundary.policies.length !== 1) return null
  const account = compile(
    {
      policies: layers.flatMap(layer => layer.policies.map(policy => policy.source)),
      principals: [
        {
          arn: 'arn:aws:iam::111122223333:user/jane',
          context: one.context ?? {},
          absentKeys: one.absent ?? [],
          beginnings: one.beginnings ?? {},
          identity: attachedTo(layers[0]),
          boundary: boundary?.unread === undefined ? (attachedTo(boundary)[0] ?? null) : 'unread',
          serviceControl: serviceControlOf(one),
        },
      ],
    },
    { action: one.action ?? 'rds-db:connect', ...optionsOf(one) },
  )
  const other = 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ELSEWHERE/nobody'
  const codes = [account.column(one.resource)[0], account.matrix([other, one.resource])[1]]
  const explained = account.explain(0, one.resource)
  const { decision, serviceControl = explained.serviceControl } = one.expect
  return compare(
    [decision, decision, decision, serviceControl],
    [...codes.map(code => DECISIONS[code ?? 0]), explained.decision, explained.serviceControl],
  )
}

function summarize(evaluation: Evaluation): Record<string, unknown> {
  return {
    decision: evaluation.decision,
    sids: evaluation.reasons.map(reason => reason.sid ?? ''),
    missing: evaluation.missingContextKeys,
    layers: evaluation.layers.map(layer => layer.decision),
    levels: evaluation.reasons.map(reason => reason.level?.name ?? ''),
    serviceControl: evaluation.serviceControl,
    errors: evaluation.errors.length,
    lines: evaluation.reasons.map(reason => [reason.lines.from, reason.lines.to]),
    decidingLines: evaluation.reasons.map(reason => reason.decidingLines),
    condition: evaluation.condition,
  }
}

function runWildcard({ pattern, text, ignoreCase, matches }: WildcardCase): Difference {
  return compare(matches, matchesWildcard(pattern, text, { ignoreCase: ignoreCase ?? false }))
}

function runValidation(one: ValidationCase): Difference {
  const found = validateDocument(textOf(one.document), one.kind ?? 'identity')
  const actual = found.map((issue, index) => ({
    path: issue.path,
    ...(one.issues[index]?.code === undefined ? {} : { code: issue.code }),
    ...(issue.severity === 'warning' ? { severity: 'warning' } : {}),
    ...(one.issues[index]?.line === undefined ? {} : { line: issue.line }),
  }))
  return compare(one.issues, actual)
}

const OWN: Record<Decision, CasePolicy[]> = {
  allowed: [[{ Effect: 'Allow', Action: '*', Resource: '*' }]],
  conditional: [
    [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'example:Open': 'true' } } }],
  ],
  implicitDeny: [],
  explicitDeny: [[{ Effect: 'Deny', Action: '*', Resource: '*' }]],
}

/** Callers that stand for many, and those whose own side nobody reads, come without policies. */
function callerOfCase(one: TrustCase, roleArn: string): TrustCaller {
  const kind = kindOfCaller(one.caller)
  const home = parseArn(roleArn)?.account === parseArn(one.caller)?.account
  const read = one.identityDecision ?? one.identity ?? one.boundary ?? one.scp ?? one.session
  const isPrincipal = ['user', 'role', 'session'].includes(kind)
  const outside = isPrincipal && (home || read !== undefined) ? null : outsideCaller(kind, one.caller)
  if (outside !== null) return { ...outside, context: { ...outside.context, ...one.context } }
  const identity = one.identityDecision ? OWN[one.identityDecision] : (one.identity ?? [])
  const own = { layers: () => layersOfCase({ ...one, identity }) }
  return { kind, value: one.caller, context: one.context ?? {}, absentKeys: one.absent ?? [], own }
}

function runTrust(one: TrustCase): Difference {
  const roleArn = one.role ?? 'arn:aws:iam::111122223333:role/app'
  const answer = mayAssume({
    roleArn,
    trust: prepareTrust(textOf(one.trust)),
    caller: callerOfCase(one, roleArn),
    action: one.action ?? 'sts:AssumeRole',
    ...(one.at === undefined ? {} : { at: one.at }),
  })
  const missing = one.expect.missing === undefined ? {} : { missing: answer.missingContextKeys }
  return compare(one.expect, { decision: answer.decision, ...missing })
}

function runEdges(one: EdgeCase): Difference {
  const { edges, issues } = trustEdges(textOf(one.trust))
  const actual = edges.map((edge, index) => ({
    kind: edge.principal.kind,
    value: edge.principal.value,
    ...(edge.effect === 'Deny' ? { effect: 'Deny' } : {}),
    ...(one.edges[index]?.actions === undefined ? {} : { actions: edge.actions }),
    ...(edge.except.length > 0 ? { except: edge.except.map(principal => principal.value) } : {}),
  }))
  return compare([one.edges, one.issues ?? 0], [actual, issues.length])
}
