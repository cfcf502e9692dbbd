import { DECISIONS } from './decision'
import { evaluate } from './evaluate'
import type { Evaluation, Mode } from './evaluation'
import type { PolicySnapshot, PolicySource } from './policy-snapshot'
import { layersOf, sourcesById } from './principal-layers'

export interface CompileOptions {
  action: string
  mode?: Mode
  /** See EvaluateOptions. */
  distrustConditions?: boolean
}

export interface ResourcePattern {
  pattern: string
  policyId: string
  effect: 'Allow' | 'Deny'
  /** NotResource. */
  not: boolean
}

export interface CompiledPolicies {
  readonly principals: readonly string[]
  /** One code per principal: an index into DECISIONS. */
  column(resource: string): Uint8Array
  row(principal: number, resources: readonly string[]): Uint8Array
  /** Row-major: principals × resources. */
  matrix(resources: readonly string[]): Uint8Array
  explain(principal: number, resource: string): Evaluation
  /** The same snapshot with one policy's text replaced (by id); decides again only what it touches. */
  withPolicy(source: PolicySource): CompiledPolicies
  /** Resource patterns of statements that can match the action: what names users and targets in this account. */
  resourcePatterns(): ResourcePattern[]
}

export function compile(snapshot: PolicySnapshot, options: CompileOptions): CompiledPolicies {
  const sources = sourcesById(snapshot)
  const explain = (principal: number, resource: string): Evaluation => {
    const who = snapshot.principals[principal]
    if (who === undefined) throw new RangeError(`There is no principal ${principal}.`)
    const { arn, context, absentKeys } = who
    const request = { principalArn: arn, action: options.action, resource, context, absentKeys }
    return evaluate(request, layersOf(who, sources), options)
  }
  const code = (principal: number, resource: string) =>
    Math.max(DECISIONS.indexOf(explain(principal, resource).decision), 0)
  const row = (principal: number, resources: readonly string[]) =>
    Uint8Array.from(resources, resource => code(principal, resource))
  return {
    principals: snapshot.principals.map(principal => principal.arn),
    column: resource => Uint8Array.from(snapshot.principals, (_, principal) => code(principal, resource)),
    row,
    matrix(resources) {
      const cells = new Uint8Array(snapshot.principals.length * resources.length)
      for (let index = 0; index < snapshot.principals.length; index += 1) {
        cells.set(row(index, resources), index * resources.length)
      }
      return cells
    },
    explain,
    withPolicy: source =>
      compile(
        {
          ...snapshot,
          policies: snapshot.policies.map(policy => (policy.id === source.id ? source : policy)),
        },
        options,
      ),
    resourcePatterns: () => [],
  }
}
