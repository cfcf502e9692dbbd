import type { Decision } from './decision'
import type { ContextValue, LayerKind, LevelName, PolicyKind, ServiceControl } from './policy-snapshot'

export interface AuthorizationRequest {
  principalArn: string
  action: string
  resource: string
  /** Known facts of the request. Keys are compared without case. */
  context: Record<string, ContextValue>
  /** Keys known not to be in the request; `aws:PrincipalTag/*` for all of a kind that `context` does not hold. */
  absentKeys?: string[]
  /** Keys of which only the beginning of the value is known. */
  beginnings?: Record<string, string>
  /** What is known of the SCPs over the principal, where that is not what the layers hold. */
  serviceControl?: ServiceControl['state']
}

/** strict: a key that is not given is absent. discovery: it is unknown. */
export type Mode = 'strict' | 'discovery'

export interface EvaluateOptions {
  mode?: Mode
  /**
   * Treat condition tests (Null included) as unknown whatever the facts; variables in Resource stay resolved, and the
   * conditions of SCPs and of limits that do not speak of the service stay judged.
   */
  distrustConditions?: boolean
  /** The ARN of the resource gives aws:RequestedRegion and aws:ResourceAccount, where `context` does not. */
  resourceFacts?: boolean
  /** ISO 8601: conditions that ended before it never hold again. The engine itself has no clock. */
  at?: string
}

export interface Reason {
  layer: LayerKind
  /** Of an SCP: the level it is attached to. */
  level: LevelName | null
  effect: 'Allow' | 'Deny'
  policyId: string
  policyName: string
  policyKind: PolicyKind
  versionId: string | null
  viaGroup: string | null
  /** From 0; -1 when the whole document could not be read. */
  statementIndex: number
  statementCount: number
  sid: string | null
  /** 1-based, in `displayText(source.text)`. */
  lines: { from: number; to: number }
  /** Lines of the action, resource and condition elements that decided. */
  decidingLines: number[]
  /** Keys which the statement's conditions use, as spelled there, sorted. */
  conditionKeys: string[]
  match: 'yes' | 'unknown'
}

/** What a variable must be for its pattern to match the resource that was asked for. */
export interface VariableNeed {
  key: string
  value: string
}

export interface ConditionTest {
  key: string
  /** As spelled in the policy; 'Resource' or 'NotResource' where a variable in a resource pattern is open. */
  operator: string
  values: string[]
  /** Whether the operator itself negates (StringNotEquals, NotIpAddress, NotResource …). */
  negated: boolean
  effect: 'Allow' | 'Deny'
  /** Of an open resource pattern: when it matches, where there is one way only. */
  needs?: VariableNeed[]
}

/** What is left open of the conditions, in simplest form: access is allowed exactly when it holds. */
export type ConditionExpression =
  | { all: ConditionExpression[] }
  | { any: ConditionExpression[] }
  | { not: ConditionExpression }
  | { test: ConditionTest }
  /** Something that could not be read, as a sentence. */
  | { unread: string }

export interface EvaluationError {
  policyId: string
  policyName: string
  /** null: the whole document. */
  statementIndex: number | null
  message: string
}

export interface Evaluation {
  decision: Decision
  /** The deciding statements, in the order of layers, policies and statements. */
  reasons: Reason[]
  /** What each layer says by itself; `level` names that of an SCP layer. */
  layers: { kind: LayerKind; level: LevelName | null; decision: Decision }[]
  /** 'unread': no SCP is in this decision, and one may still forbid it. */
  serviceControl: ServiceControl['state']
  /** Keys a conditional decision hangs on: sorted, as spelled first. */
  missingContextKeys: string[]
  /** null unless the decision is conditional. */
  condition: ConditionExpression | null
  errors: EvaluationError[]
}
