import type { CompiledAccess } from './compile-access'

/** Remembers one derived value per compiled access, for as long as that access lives. */
export function perAccess<Value>(
  derive: (access: CompiledAccess) => Value,
): (access: CompiledAccess) => Value {
  return remembered(access => access, derive)
}

/** The same for what hangs on principals and their policies alone: shared by all inventories of one reading of IAM. */
export function perReading<Value>(
  derive: (access: CompiledAccess) => Value,
): (access: CompiledAccess) => Value {
  return remembered(access => access.asRead, derive)
}

function remembered<Value>(
  keyOf: (access: CompiledAccess) => object,
  derive: (access: CompiledAccess) => Value,
) {
  const cache = new WeakMap<object, Value>()
  return (access: CompiledAccess): Value => {
    const key = keyOf(access)
    const known = cache.get(key)
    if (known !== undefined) return known
    const value = derive(access)
    cache.set(key, value)
    return value
  }
}
