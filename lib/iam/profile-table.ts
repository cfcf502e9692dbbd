import { isJudged } from './judged-conditions'
import type { KeyedStatement } from './judged-keys'
import { type RelevantPolicy, relevantPolicy, rememberRelevant } from './policy-cache'
import type { Layer, LayerKind, PolicySource, PrincipalPolicies } from './policy-snapshot'
import type { PreparedStatement } from './prepare-statement'
import { attachmentsOf } from './principal-layers'
import type { RequestContext } from './request-context'
import { type IsDistrusted, RuleTable } from './rule-table'

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
  policy: RelevantPolicy
  relevant: readonly PreparedStatement[]
  /** By kind of layer: lower-case keys on which its rules depend; [] = the same rules for everybody. */
  dependsOn: Map<LayerKind, string[]>
  /** By kind of layer and what is known of those keys. */
  rules: Map<string, number[]>
}

/** A table of a small account may grow by so much before it is made anew. */
const SPARE = 1_000

export class ProfileTable {
  readonly profiles: Profile[] = []
  readonly rules: RuleTable
  readonly #lowerAction: string
  readonly #isDistrusted: IsDistrusted
  readonly #parts = new Map<string, PolicyPart>()
  readonly #profileIds = new Map<string, number>()

  constructor(action: string, distrust: boolean) {
    this.#lowerAction = action.toLowerCase()
    this.#isDistrusted = ({ statement }, effect, kind) =>
      distrust && !isJudged(kind, effect, statement, this.#lowerAction)
    this.rules = new RuleTable(this.#isDistrusted)
  }

  part(source: PolicySource): PolicyPart {
    const known = this.#parts.get(source.text)
    if (known !== undefined) {
      rememberRelevant(source, this.#lowerAction, known.policy)
      return known
    }
    const policy = relevantPolicy(source, this.#lowerAction)
    const part: PolicyPart = {
      id: this.#parts.size,
      policy,
      relevant: policy.statements,
      dependsOn: new Map(),
      rules: new Map(),
    }
    this.#parts.set(source.text, part)
    return part
  }

  /** Whether most of what it holds is of policies and principals that are gone. */
  isMostlyOld(policies: number, principals: number): boolean {
    return this.#parts.size > 2 * policies + SPARE || this.profiles.length > 2 * principals + SPARE
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
      if (part.relevant.length > 0)
        for (const rule of this.#partRules(part, layer.kind, context)) rules.add(rule)
    }
    const ids = [...rules].sort((left, right) => left - right)
    if (layer.unread === undefined) return ids
    return [...ids.filter(id => this.rules.rules[id]?.effect === 'Deny'), this.rules.unreadRule(layer.unread)]
  }

  #partRules(part: PolicyPart, kind: LayerKind, context: () => RequestContext): number[] {
    const name = `${kind} ${this.#dependsOn(part, kind)
      .map(key => context().nameOf(key))
      .join()}`
    const known = part.rules.get(name)
    if (known !== undefined) return known
    const facts = context()
    const rules = part.relevant.flatMap(statement => this.rules.rulesOf(statement, kind, facts))
    part.rules.set(name, rules)
    return rules
  }

  /** Whether the conditions of a statement in such a layer are judged. */
  isJudged({ prepared, kind }: KeyedStatement): boolean {
    return (
      (prepared.mayAllow && !this.#isDistrusted(prepared, 'Allow', kind)) ||
      (prepared.mayDeny && !this.#isDistrusted(prepared, 'Deny', kind))
    )
  }

  #dependsOn(part: PolicyPart, kind: LayerKind): string[] {
    const known = part.dependsOn.get(kind)
    if (known !== undefined) return known
    const keys = part.relevant.flatMap(prepared =>
      this.isJudged({ prepared, kind }) ? prepared.dependsOn : prepared.resourceKeys,
    )
    const dependsOn = [...new Set(keys)].sort()
    part.dependsOn.set(kind, dependsOn)
    return dependsOn
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
