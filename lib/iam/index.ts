export { type Arn, arnFields, completeArnPattern, parseArn } from './arn'
export { compile, compileGradually } from './compile'
export type { CompiledPolicies, CompileOptions, LayerExplanation, ResourcePattern } from './compiled-policies'
export { ALLOWED, CONDITIONAL, DECISIONS, type Decision, EXPLICIT_DENY, IMPLICIT_DENY } from './decision'
export { displayText } from './display-text'
export type {
  DocumentKind,
  PatternList,
  PolicyDocument,
  PolicyIssue,
  Statement,
  StatementCondition,
  StatementPrincipal,
} from './document'
export { possiblePatterns } from './doubtful-readings'
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
  VariableNeed,
} from './evaluation'
export { type AssumeAnswer, mayAssume } from './may-assume'
export { CHOICES_OF_ONE } from './outside-callers'
export { parseDocument } from './parse-document'
export type {
  ContextValue,
  Layer,
  LayerKind,
  LevelName,
  PolicyAttachment,
  PolicyKind,
  PolicySnapshot,
  PolicySource,
  PrincipalPolicies,
  ServiceControl,
  ServiceControlLevel,
} from './policy-snapshot'
export { isSessionOf } from './principal-fit'
export { attachmentsOf, layersOf } from './principal-layers'
export { type JsonNode, readJson } from './read-json'
export { mayTagSession } from './session-tags'
export {
  FACTS_OF_PRINCIPALS,
  issuerOf,
  kindOfCaller,
  NOT_OF_PRINCIPALS,
  type TrustCaller,
} from './trust-caller'
export { type PreparedTrust, prepareTrust, type TrustEdge, trustEdges } from './trust-policy'
export type { TrustPrincipal } from './trust-principal'
export { trustedOutsiders } from './trusted-outsiders'
export { validateDocument } from './validate-document'
export { matchesWildcard } from './wildcard'
