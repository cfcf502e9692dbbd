import 'server-only'

interface Kept {
  value: Promise<unknown>
  until: number
}

const shared = globalThis as typeof globalThis & { gatehouseAwsFacts?: Map<string, Kept> }

/** Slow facts of AWS (what a class supports, a parameter's value), asked once per process and time span. A failure is not kept. */
export function keptFor<T>(key: string, milliseconds: number, read: () => Promise<T>): Promise<T> {
  shared.gatehouseAwsFacts ??= new Map()
  const facts = shared.gatehouseAwsFacts
  const known = facts.get(key)
  if (known && known.until > Date.now()) return known.value as Promise<T>
  const value = read()
  facts.set(key, { value, until: Date.now() + milliseconds })
  value.catch(() => facts.delete(key))
  return value
}

/** All, or those whose keys begin so. */
export function dropAwsFacts(beginning = ''): void {
  for (const key of shared.gatehouseAwsFacts?.keys() ?? [])
    if (key.startsWith(beginning)) shared.gatehouseAwsFacts?.delete(key)
}
