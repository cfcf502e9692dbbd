import { matchAction } from './match-action'
import { rememberPrepared } from './policy-cache'
import type { Layer, PolicySource, PrincipalPolicies } from './policy-snapshot'
import { type PreparedPolicy, preparePolicy } from './prepare-policy'
import type { PreparedStatement } from './prepare-statement'
import { attachmentsOf } from './principal-layers'
import type { RequestContext } from './request-context'
import type { RuleTable } from './rule-table'
import { NO } from './ternary'

/** What decides for a principal: the rules of each layer. Principals with equal rules share one. */
export interface Profile {
  id: number
  layers: readonly (readonly number[])[]
  /** Whether open tests of its rules may hang together; found when first asked. */
  hangsTogether: boolean | null
}

/** A document's part in one action, worked out once per content. */
interface PolicyPart {
  id: number
  prepared: PreparedPolicy
  relevant: PreparedStatement[]
  /** Lower-case keys on which its rules depend; [] = the same rules for everybody. */
  dependsOn: string[]
  rules: Map<string, number[]>
}

export class ProfileTable {
  readonly profiles: Profile[] = []
  readonly rules: RuleTable
  readonly #lowerAction: string
  readonly #distrust: boolean
  readonly #parts = new Map<string, PolicyPart>()
  readonly #profileIds = new Map<string, number>()

  constructor(rules: RuleTable, action: string, distrust: boolean) {
    this.rules = rules
    this.#lowerAction = action.toLowerCase()
    this.#distrust = distrust
  }

  part(source: PolicySource): PolicyPart {
    const known = this.#parts.get(source.text)
    if (known !== undefined) {
      rememberPrepared(source, known.prepared)
      return known
    }
    const prepared = preparePolicy(source.text)
    rememberPrepared(source, prepared)
    const relevant = prepared.statements.filter(
      statement => matchAction(statement.statement, this.#lowerAction) !== NO,
    )
    const keys = relevant.flatMap(statement =>
      this.#distrust ? statement.resourceKeys : statement.dependsOn,
    )
    const dependsOn = [...new Set(keys)].sort()
    const part = { id: this.#parts.size, prepared, relevant, dependsOn, rules: new Map<string, number[]>() }
    this.#parts.set(source.text, part)
    return part
  }

  profileOf(layers: readonly Layer[], context: () => RequestContext): Profile {
    let facts: RequestContext | null = null
    const known = () => {
      facts ??= context()
      return facts
    }
    return this.#keep(layers.map(layer => this.#layerRules(layer, known)))
  }

  /** Of a layer that could not be read, only what it denies for certain can be relied on. */
  #layerRules(layer: Layer, context: () => RequestContext): number[] {
    const rules = new Set<number>()
    for (const { source } of layer.policies) {
      const part = this.part(source)
      if (part.relevant.length > 0) for (const rule of this.#partRules(part, context)) rules.add(rule)
    }
    const ids = [...rules].sort((left, right) => left - right)
    if (layer.unread === undefined) return ids
    return [...ids.filter(id => this.rules.rules[id]?.effect === 'Deny'), this.rules.unreadRule(layer.unread)]
  }

  #partRules(part: PolicyPart, context: () => RequestContext): number[] {
    const name = part.dependsOn.map(key => context().nameOf(key)).join()
    const known = part.rules.get(name)
    if (known !== undefined) return known
    const facts = context()
    const rules = part.relevant.flatMap(statement => this.rules.rulesOf(statement, facts))
    part.rules.set(name, rules)
    return rules
  }

  #keep(layers: number[][]): Profile {
    const name = layers.map(layer => layer.join()).join('|')
    const known = this.#profileIds.get(name)
    const kept = known === undefined ? undefined : this.profiles[known]
    if (kept !== undefined) return kept
    const profile: Profile = { id: this.profiles.length, layers, hangsTogether: null }
    this.profiles.push(profile)
    this.#profileIds.set(name, profile.id)
    return profile
  }
}

export function attachedPolicyIds(principal: PrincipalPolicies): Set<string> {
  return new Set(attachmentsOf(principal).map(attachment => attachment.policyId))
}
