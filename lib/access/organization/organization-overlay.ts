import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Inventory } from '@/lib/access/model/inventory'
import { answersOf } from '@/lib/access/model/kept-answers'
import type { Principal } from '@/lib/access/model/principal'
import {
  type CompiledPolicies,
  type Evaluation,
  EXPLICIT_DENY,
  type LayerExplanation,
  type PolicySource,
  type ResourcePattern,
} from '@/lib/iam/index'

/** AWS's policy simulator said that the organisation refuses the cell. */
export interface OrganizationRefusal {
  /** ISO */
  askedAt: string
}

/** What the policies decide, and what AWS said of those that could not be read. */
export interface ConnectEvaluation extends Evaluation {
  refused?: OrganizationRefusal
}

export interface ConnectPolicies extends CompiledPolicies {
  explain(principal: number, resource: string): ConnectEvaluation
}

/** By place of the principal, then by connect ARN. */
type Refusals = ReadonlyMap<number, ReadonlyMap<string, OrganizationRefusal>>

/** Only where SCPs are unread, AWS named the organisation, and the policies are those that it was asked about. */
export function refusalsOver(
  inventory: Inventory,
  principal: Principal,
): ReadonlyMap<string, OrganizationRefusal> {
  const said = isAsFarAsRead(principal) ? [...answersOf(inventory, principal.arn).values()] : []
  const refused = said.filter(({ current, organizationAllows }) => current && organizationAllows === false)
  return new Map(refused.map(({ resource, askedAt }) => [resource, { askedAt }]))
}

function refusalsOf(inventory: Inventory): Refusals {
  const refusals = new Map<number, ReadonlyMap<string, OrganizationRefusal>>()
  if (inventory.simulated.length === 0) return refusals
  for (const [index, principal] of inventory.principals.entries()) {
    const own = refusalsOver(inventory, principal)
    if (own.size > 0) refusals.set(index, own)
  }
  return refusals
}

const known = new WeakMap<Inventory['simulated'], string>()

/** Equal for two readings exactly when the organisation refuses the same cells in both, as far as AWS was asked. */
export function refusalsKey({ simulated }: Pick<Inventory, 'simulated'>): string {
  const key =
    known.get(simulated) ??
    simulated
      .filter(({ current, organizationAllows }) => current && organizationAllows === false)
      .map(({ principalArn, resource }) => `${principalArn} ${resource}`)
      .sort()
      .join('\n')
  known.set(simulated, key)
  return key
}

/** Where AWS said that the organisation refuses, that wins: here, so that nobody who asks can forget it. */
export function withOrganizationAnswers(compiled: CompiledPolicies, inventory: Inventory): ConnectPolicies {
  const refusals = refusalsOf(inventory)
  return refusals.size === 0 ? compiled : new OrganizationOverlay(compiled, refusals)
}

/** Turns cells into denials, and does nothing else: it never makes one better. */
class OrganizationOverlay implements ConnectPolicies {
  readonly #compiled: CompiledPolicies
  readonly #refusals: Refusals

  constructor(compiled: CompiledPolicies, refusals: Refusals) {
    this.#compiled = compiled
    this.#refusals = refusals
  }

  get principals(): readonly string[] {
    return this.#compiled.principals
  }

  column(resource: string): Uint8Array {
    return this.#denied(this.#compiled.column(resource), [resource])
  }

  row(principal: number, resources: readonly string[]): Uint8Array {
    return this.#denied(this.#compiled.row(principal, resources), resources, [principal])
  }

  *rows(principals: readonly number[], resources: readonly string[]): Generator<undefined, Uint8Array> {
    return this.#denied(yield* this.#compiled.rows(principals, resources), resources, principals)
  }

  matrix(resources: readonly string[]): Uint8Array {
    return this.#denied(this.#compiled.matrix(resources), resources)
  }

  async matrixGradually(
    resources: readonly string[],
    yieldToEventLoop: () => Promise<unknown>,
  ): Promise<Uint8Array> {
    return this.#denied(await this.#compiled.matrixGradually(resources, yieldToEventLoop), resources)
  }

  explain(principal: number, resource: string): ConnectEvaluation {
    const evaluation = this.#compiled.explain(principal, resource)
    const refused = this.#refusals.get(principal)?.get(resource)
    if (!refused) return evaluation
    const scp = { kind: 'scp', level: null, decision: 'explicitDeny' } as const
    const layers = [...evaluation.layers, scp]
    return {
      ...evaluation,
      decision: 'explicitDeny',
      layers,
      missingContextKeys: [],
      condition: null,
      refused,
    }
  }

  explainLayers(principal: number, resource: string): LayerExplanation[] {
    return this.#compiled.explainLayers(principal, resource)
  }

  judgedKeys(): string[] {
    return this.#compiled.judgedKeys()
  }

  withPolicy(source: PolicySource): ConnectPolicies {
    return new OrganizationOverlay(this.#compiled.withPolicy(source), this.#refusals)
  }

  resourcePatterns(): ResourcePattern[] {
    return this.#compiled.resourcePatterns()
  }

  /** A copy where something is refused: what the engine hands out may be kept for the next question. */
  #denied(codes: Uint8Array, resources: readonly string[], rows?: readonly number[]): Uint8Array {
    let changed: Uint8Array | null = null
    for (const [row, principal] of rows?.entries() ?? this.#everyRow()) {
      const own = this.#refusals.get(principal)
      if (!own) continue
      for (const [place, resource] of resources.entries()) {
        if (!own.has(resource)) continue
        changed ??= codes.slice()
        changed[row * resources.length + place] = EXPLICIT_DENY
      }
    }
    return changed ?? codes
  }

  *#everyRow(): Generator<[number, number]> {
    for (const principal of this.#refusals.keys()) yield [principal, principal]
  }
}
