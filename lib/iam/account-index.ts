import { ColumnIndex } from './column-index'
import type { CompiledPolicies, CompileOptions, LayerExplanation, ResourcePattern } from './compiled-policies'
import { decideCell, decideRow } from './decide-profile'
import { evaluate } from './evaluate'
import type { Evaluation } from './evaluation'
import { judgedKeys, type KeyedStatement } from './judged-keys'
import type { Layer, PolicySnapshot, PolicySource, PrincipalPolicies } from './policy-snapshot'
import { heldByKind, layersOf, sourcesById, unreadPolicy } from './principal-layers'
import { attachedPolicyIds, type Profile, ProfileTable } from './profile-table'
import { contextOf } from './request-context'
import { RESOURCE_KEYS } from './resource-facts'
import { listResourcePatterns } from './resource-patterns'
import { ResourceProbe } from './resource-probe'
import { mayHangTogether, settleCell } from './settle-profile'

const PRINCIPALS_PER_BREATH = 100
const UNDECIDED = 255

interface DecidedMatrix {
  columns: ColumnIndex
  cells: Uint8Array
  /** The profile that each row was decided for. */
  profiles: readonly Profile[]
}

/** A snapshot ready to be asked. Versions that differ in a policy share the tables, which only grow. */
export class AccountIndex implements CompiledPolicies {
  readonly principals: readonly string[]
  readonly #options: CompileOptions
  readonly #people: readonly PrincipalPolicies[]
  readonly #sources: Map<string, PolicySource>
  readonly #table: ProfileTable
  #profiles: Profile[] = []
  /** The last matrix, or the one of the version before: rows with unchanged profiles are taken over. */
  #decided: DecidedMatrix | null = null
  #attachedTo: Map<string, number[]> | null = null

  constructor(snapshot: PolicySnapshot, options: CompileOptions, table?: ProfileTable) {
    this.#options = options
    this.#people = snapshot.principals
    this.#sources = sourcesById(snapshot)
    this.principals = snapshot.principals.map(principal => principal.arn)
    this.#table = table ?? new ProfileTable(options.action, options.distrustConditions ?? false)
  }

  /** A newer reading of the account: whatever was worked out by content holds for it too. */
  static after(before: AccountIndex, snapshot: PolicySnapshot, options: CompileOptions): AccountIndex {
    const { action, distrustConditions } = before.#options
    const same = action === options.action && distrustConditions === options.distrustConditions
    const old = before.#table.isMostlyOld(snapshot.policies.length, snapshot.principals.length)
    return new AccountIndex(snapshot, options, same && !old ? before.#table : undefined)
  }

  /** Yields between batches of principals. */
  *build(): Generator<void> {
    for (let index = 0; index < this.#people.length; index += 1) {
      this.#profiles.push(this.#profileOf(index))
      if ((index + 1) % PRINCIPALS_PER_BREATH === 0) yield
    }
  }

  column(resource: string): Uint8Array {
    const probe = new ResourceProbe(this.#table.rules, resource)
    const codes = new Uint8Array(this.#table.profiles.length).fill(UNDECIDED)
    const column = new Uint8Array(this.#profiles.length)
    for (const [index, profile] of this.#profiles.entries()) {
      if (codes[profile.id] === UNDECIDED) codes[profile.id] = this.#decide(profile, probe)
      column[index] = codes[profile.id] ?? 0
    }
    return column
  }

  row(principal: number, resources: readonly string[]): Uint8Array {
    const profile = this.#profiles[this.#known(principal)]
    const codes = new Uint8Array(resources.length)
    if (profile !== undefined) decideRow(profile, this.#table.rules, this.#columnsFor(resources), codes)
    return codes
  }

  *rows(principals: readonly number[], resources: readonly string[]): Generator<undefined, Uint8Array> {
    const columns = this.#columnsFor(resources)
    const width = resources.length
    const cells = new Uint8Array(principals.length * width)
    const firstRow = new Map<Profile, Uint8Array>()
    for (const [place, principal] of principals.entries()) {
      const profile = this.#profiles[this.#known(principal)]
      const row = cells.subarray(place * width, (place + 1) * width)
      const first = profile && firstRow.get(profile)
      if (first) row.set(first)
      else if (profile) {
        firstRow.set(profile, row)
        decideRow(profile, this.#table.rules, columns, row)
      }
      if ((place + 1) % PRINCIPALS_PER_BREATH === 0) yield
    }
    return cells
  }

  matrix(resources: readonly string[]): Uint8Array {
    const decided = this.#prepareMatrix(resources)
    for (const _ of this.#decideRows(decided));
    return decided.cells
  }

  async matrixGradually(
    resources: readonly string[],
    yieldToEventLoop: () => Promise<unknown>,
  ): Promise<Uint8Array> {
    const decided = this.#prepareMatrix(resources)
    for (const _ of this.#decideRows(decided)) await yieldToEventLoop()
    return decided.cells
  }

  explain(principal: number, resource: string): Evaluation {
    const who = this.#person(principal)
    return this.#ask(who, resource, this.#layers(who))
  }

  explainLayers(principal: number, resource: string): LayerExplanation[] {
    const who = this.#person(principal)
    return this.#layers(who).map(layer => ({
      kind: layer.kind,
      ...(layer.level && { level: layer.level }),
      evaluation: this.#ask(who, resource, [layer]),
    }))
  }

  withPolicy(source: PolicySource): CompiledPolicies {
    const policies = [...this.#sources.values()].filter(policy => policy.id !== source.id)
    const next = new AccountIndex(
      { policies: [...policies, source], principals: [...this.#people] },
      this.#options,
      this.#table,
    )
    next.#attachedTo = this.#attachments()
    next.#decided = this.#decided
    next.#profiles = this.#profiles.slice()
    for (const index of this.#attachments().get(source.id) ?? [])
      next.#profiles[index] = next.#profileOf(index)
    return next
  }

  judgedKeys(): string[] {
    if (!this.#options.distrustConditions) return []
    return judgedKeys(this.#statements(), this.#people, statement => this.#table.isJudged(statement))
  }

  /** Every statement about the action, once for each kind of layer that it stands in. */
  *#statements(): Generator<KeyedStatement> {
    for (const [kind, ids] of heldByKind(this.#people))
      for (const id of ids) {
        const source = this.#sources.get(id) ?? unreadPolicy(id)
        for (const prepared of this.#table.part(source).relevant) yield { prepared, kind }
      }
  }

  resourcePatterns(): ResourcePattern[] {
    const attached = [...this.#attachments().keys()]
    const sources = attached.map(id => this.#sources.get(id)).filter(source => source !== undefined)
    return listResourcePatterns(sources, source => this.#table.part(source).relevant)
  }

  #known(principal: number): number {
    if (this.#people[principal] === undefined) throw new RangeError(`There is no principal ${principal}.`)
    return principal
  }

  #person(principal: number): PrincipalPolicies {
    const who = this.#people[principal]
    if (who === undefined) throw new RangeError(`There is no principal ${principal}.`)
    return who
  }

  #ask(who: PrincipalPolicies, resource: string, layers: readonly Layer[]): Evaluation {
    const { arn: principalArn, context, absentKeys, beginnings = {} } = who
    const { action } = this.#options
    const serviceControl = who.serviceControl.state
    const request = { principalArn, action, resource, context, absentKeys, beginnings, serviceControl }
    return evaluate(request, layers, this.#options)
  }

  #layers(who: PrincipalPolicies): Layer[] {
    return layersOf(who, this.#sources)
  }

  #profileOf(index: number): Profile {
    const who = this.#people[index]
    if (who === undefined) throw new RangeError(`There is no principal ${index}.`)
    const { mode = 'discovery', resourceFacts, at = null } = this.#options
    const known = { ...(resourceFacts ? { openKeys: RESOURCE_KEYS } : {}), at }
    return this.#table.profileOf(this.#layers(who), () => contextOf(who, mode, known))
  }

  #decide(profile: Profile, probe: ResourceProbe): number {
    const { code, open } = decideCell(profile, this.#table.rules, rule => probe.state(rule))
    return open && mayHangTogether(profile, this.#table.rules)
      ? settleCell(profile, this.#table.rules, probe.site, pattern => probe.hits(pattern))
      : code
  }

  #attachments(): Map<string, number[]> {
    if (this.#attachedTo !== null) return this.#attachedTo
    const attached = new Map<string, number[]>()
    for (const [index, principal] of this.#people.entries()) {
      for (const id of attachedPolicyIds(principal)) {
        const indexes = attached.get(id)
        if (indexes === undefined) attached.set(id, [index])
        else indexes.push(index)
      }
    }
    this.#attachedTo = attached
    return attached
  }

  #columnsFor(resources: readonly string[]): ColumnIndex {
    const known = this.#decided?.columns
    return known?.isFor(resources) ? known : new ColumnIndex(resources)
  }

  #prepareMatrix(resources: readonly string[]): DecidedMatrix {
    const columns = this.#columnsFor(resources)
    const before = this.#decided
    if (before?.columns === columns) {
      if (before.profiles.every((profile, index) => profile === this.#profiles[index])) return before
      return { columns, cells: before.cells.slice(), profiles: before.profiles }
    }
    return { columns, cells: new Uint8Array(this.#people.length * resources.length), profiles: [] }
  }

  /** Decides the rows whose profile is not the one they were decided for, each profile once. */
  *#decideRows(decided: DecidedMatrix): Generator<void> {
    const width = decided.columns.resources.length
    const firstRow = new Map<Profile, number>()
    let done = 0
    for (const [index, profile] of this.#profiles.entries()) {
      if (decided.profiles[index] === profile) continue
      const first = firstRow.get(profile)
      const row = decided.cells.subarray(index * width, (index + 1) * width)
      if (first === undefined) {
        firstRow.set(profile, index)
        row.fill(0)
        decideRow(profile, this.#table.rules, decided.columns, row)
      } else row.set(decided.cells.subarray(first * width, (first + 1) * width))
      done += 1
      if (done % PRINCIPALS_PER_BREATH === 0) yield
    }
    decided.profiles = this.#profiles
    this.#decided = decided
  }
}
