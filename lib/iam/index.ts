export { type Arn, completeArnPattern, parseArn } from './arn'
export { canonicalJson } from './canonical-json'
export {
  type CompiledPolicies,
  type CompileOptions,
  compile,
  compileGradually,
  type LayerExplanation,
  type ResourcePattern,
} from './compile'
export { ALLOWED, CONDITIONAL, DECISIONS, type Decision, EXPLICIT_DENY, IMPLICIT_DENY } from './decision'
export { displayText } from './display-text'
export type {
  PatternList,
  PolicyDocument,
  PolicyIssue,
  Statement,
  StatementCondition,
  StatementPrincipal,
} from './document'
export { evaluate } from './evaluate'
export type {
  AuthorizationRequest,
  ConditionExpression,
  ConditionTest,
  EvaluateOptions,
  Evaluation,
  EvaluationError,
  Mode,
  Reason,
} from './evaluation'
export { type AssumeAnswer, type AssumeQuestion, mayAssume, type TrustReason } from './may-assume'
export { parseDocument } from './parse-document'
export type {
  ContextValue,
  Layer,
  LayerKind,
  PolicyAttachment,
  PolicyKind,
  PolicySnapshot,
  PolicySource,
  PrincipalPolicies,
  ServiceControl,
  ServiceControlLevel,
} from './policy-snapshot'
export { attachmentsOf, layersOf } from './principal-layers'
export { type TrustEdge, trustEdges } from './trust-policy'
export type { PrincipalFit, TrustPrincipal, TrustPrincipalKind } from './trust-principal'
export { type DocumentKind, validateDocument } from './validate-document'
export { matchesWildcard } from './wildcard'
