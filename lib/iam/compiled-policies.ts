import type { Evaluation, Mode } from './evaluation'
import type { Layer, PolicySource } from './policy-snapshot'

export interface CompileOptions {
  action: string
  mode?: Mode
  /** See EvaluateOptions. */
  distrustConditions?: boolean
  /** See EvaluateOptions. */
  resourceFacts?: boolean
  /** See EvaluateOptions. */
  at?: string
}

export interface ResourcePattern {
  pattern: string
  policyId: string
  effect: 'Allow' | 'Deny'
  /** NotResource. */
  not: boolean
}

/** What one layer says by itself, whatever the others say. */
export interface LayerExplanation extends Pick<Layer, 'kind' | 'level'> {
  evaluation: Evaluation
}

export interface CompiledPolicies {
  readonly principals: readonly string[]
  /** One code per principal: an index into DECISIONS. */
  column(resource: string): Uint8Array
  row(principal: number, resources: readonly string[]): Uint8Array
  /** Row-major codes of some principals, with a pause every hundred of them. */
  rows(principals: readonly number[], resources: readonly string[]): Generator<undefined, Uint8Array>
  /** Row-major: principals × resources. Kept for the next version of the snapshot: read it, do not write to it. */
  matrix(resources: readonly string[]): Uint8Array
  /** The same, pausing so that nothing else waits long. */
  matrixGradually(resources: readonly string[], yieldToEventLoop: () => Promise<unknown>): Promise<Uint8Array>
  explain(principal: number, resource: string): Evaluation
  /** The layers of that cell one by one, in their order: so that one sees which of them alone refuses it. */
  explainLayers(principal: number, resource: string): LayerExplanation[]
  /**
   * Keys that judged conditions rest on although conditions are distrusted, sorted: whether the service sends them at all
   * is to be said once for the account.
   */
  judgedKeys(): string[]
  /** The same snapshot with one policy's text replaced (by id); decides again only what it touches. */
  withPolicy(source: PolicySource): CompiledPolicies
  /** Resource patterns of attached statements that can match the action: what names users and targets in this account. */
  resourcePatterns(): ResourcePattern[]
}
