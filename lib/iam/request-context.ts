import type { Mode } from './evaluation'
import type { ContextValue } from './policy-snapshot'

/** The values of a key, or that it is known to be absent, or that nothing is known of it. */
export type KeyState = readonly string[] | 'absent' | 'unknown'

const NONE: ReadonlySet<string> = new Set()

/** The facts of one request, looked up without case. */
export class RequestContext {
  readonly #values = new Map<string, readonly string[]>()
  readonly #absent = new Set<string>()
  readonly #present: ReadonlySet<string>
  readonly #otherwise: 'absent' | 'unknown'

  constructor(
    context: Record<string, ContextValue>,
    absentKeys: readonly string[],
    mode: Mode,
    presentKeys: ReadonlySet<string> = NONE,
  ) {
    this.#present = presentKeys
    for (const key of Object.keys(context)) {
      const value = context[key]
      if (value === undefined) continue
      // A key without any value is a key that is not there.
      if (value.length === 0 && typeof value !== 'string') this.#absent.add(key.toLowerCase())
      else this.#values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value)
    }
    for (const key of absentKeys) this.#absent.add(key.toLowerCase())
    this.#otherwise = mode === 'strict' ? 'absent' : 'unknown'
  }

  /** Whether every such request has the key, whatever its value. */
  isPresent(lowerKey: string): boolean {
    return this.#present.has(lowerKey)
  }

  look(lowerKey: string): KeyState {
    return this.#values.get(lowerKey) ?? (this.#absent.has(lowerKey) ? 'absent' : this.#otherwise)
  }
}
