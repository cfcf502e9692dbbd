import type { AuthorizationRequest, Mode } from './evaluation'
import type { ContextValue } from './policy-snapshot'

/** The values of a key, or that it is known to be absent, or that nothing certain is known of it. */
export type KeyState = readonly string[] | 'absent' | 'unknown'

const NONE: ReadonlySet<string> = new Set()

/** The facts of one request, looked up without case. */
export class RequestContext {
  readonly #values = new Map<string, readonly string[]>()
  readonly #absent = new Set<string>()
  /** `aws:principaltag/`: of keys that begin so, the known ones are all there are. */
  readonly #absentFamilies: string[] = []
  readonly #present: ReadonlySet<string>
  readonly #beginnings: ReadonlyMap<string, string>
  readonly #otherwise: 'absent' | 'unknown'
  readonly #openKeys: ReadonlySet<string>
  readonly #with: (facts: Record<string, ContextValue>) => RequestContext

  constructor(
    context: Record<string, ContextValue>,
    absentKeys: readonly string[],
    mode: Mode,
    presentKeys: ReadonlySet<string> = NONE,
    beginnings: Readonly<Record<string, string>> = {},
    /** Lower-case keys that stay unknown until `withFacts`, in strict mode too. */
    openKeys: ReadonlySet<string> = NONE,
    /** ISO 8601: when the answer is asked for, and from when on it is to hold. Null: at no moment in particular. */
    readonly at: string | null = null,
  ) {
    this.#openKeys = openKeys
    this.#with = facts =>
      new RequestContext({ ...facts, ...context }, absentKeys, mode, presentKeys, beginnings, NONE, at)
    const known = Object.entries(beginnings).map(([key, text]) => [key.toLowerCase(), text] as const)
    this.#beginnings = new Map(known)
    this.#present = known.length === 0 ? presentKeys : new Set([...presentKeys, ...this.#beginnings.keys()])
    for (const key of Object.keys(context)) {
      const value = context[key]
      if (value === undefined) continue
      // A key without any value is a key that is not there.
      if (value.length === 0 && typeof value !== 'string') this.#absent.add(key.toLowerCase())
      else this.#values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value)
    }
    for (const key of absentKeys) {
      if (key.endsWith('/*')) this.#absentFamilies.push(key.slice(0, -1).toLowerCase())
      else this.#absent.add(key.toLowerCase())
    }
    this.#otherwise = mode === 'strict' ? 'absent' : 'unknown'
  }

  /** Whether every such request has the key, whatever its value. */
  isPresent(lowerKey: string): boolean {
    return this.#present.has(lowerKey)
  }

  look(lowerKey: string): KeyState {
    const values = this.#values.get(lowerKey)
    if (values !== undefined) return values
    if (this.#present.has(lowerKey)) return 'unknown'
    if (this.#isAbsent(lowerKey)) return 'absent'
    return this.#openKeys.has(lowerKey) ? 'unknown' : this.#otherwise
  }

  /** Whether some keys are left to the resource. */
  get waitsForResource(): boolean {
    return this.#openKeys.size > 0
  }

  /** Whether the facts say something of the key, be it that it is absent. */
  isGiven(lowerKey: string): boolean {
    return this.#values.has(lowerKey) || this.#isAbsent(lowerKey)
  }

  /** The same with facts about keys of which nothing is given. */
  withFacts(facts: Record<string, string>): RequestContext {
    const fresh = Object.entries(facts).filter(([key]) => !this.isGiven(key.toLowerCase()))
    return fresh.length === 0 && this.#openKeys.size === 0 ? this : this.#with(Object.fromEntries(fresh))
  }

  #isAbsent(lowerKey: string): boolean {
    return this.#absent.has(lowerKey) || this.#absentFamilies.some(each => lowerKey.startsWith(each))
  }

  /** What the value of an unknown key begins with; null when nothing is known of it. */
  beginning(lowerKey: string): string | null {
    return this.#beginnings.get(lowerKey) ?? null
  }

  /** Equal for two requests of which the same is known about the key. */
  nameOf(lowerKey: string): string {
    const state = this.look(lowerKey)
    if (state !== 'unknown') return JSON.stringify(state)
    return JSON.stringify([state, this.isPresent(lowerKey), this.beginning(lowerKey)])
  }
}

/** What is known of a request, or of a principal's requests. */
export function contextOf(
  facts: Pick<AuthorizationRequest, 'context' | 'absentKeys' | 'beginnings'>,
  mode: Mode,
  { openKeys = NONE, at = null }: { openKeys?: ReadonlySet<string>; at?: string | null } = {},
): RequestContext {
  const { context, absentKeys = [], beginnings } = facts
  return new RequestContext(context, absentKeys, mode, NONE, beginnings, openKeys, at)
}
