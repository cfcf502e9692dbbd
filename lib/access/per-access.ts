import type { CompiledAccess } from './compile-access'

/** Remembers one derived value per compiled access, for as long as that access lives. */
export function perAccess<Value>(
  derive: (access: CompiledAccess) => Value,
): (access: CompiledAccess) => Value {
  const cache = new WeakMap<CompiledAccess, Value>()
  return access => {
    const known = cache.get(access)
    if (known !== undefined) return known
    const value = derive(access)
    cache.set(access, value)
    return value
  }
}
