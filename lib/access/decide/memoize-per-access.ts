import { memoryOf } from '@/lib/access/model/memory'
import type { CompiledAccess } from './compile-access'

/** Remembers one derived value per compiled access, for as long as that access lives. No two values share a name. */
export function memoizePerAccess<Value>(
  name: string,
  derive: (access: CompiledAccess) => Value,
): (access: CompiledAccess) => Value {
  return remembered(name, access => access, derive)
}

/** The same for what hangs on principals and their policies alone: shared by all inventories of one reading of IAM. */
export function memoizePerReading<Value>(
  name: string,
  derive: (access: CompiledAccess) => Value,
): (access: CompiledAccess) => Value {
  return remembered(name, access => access.asRead, derive)
}

function remembered<Value>(
  name: string,
  ownerOf: (access: CompiledAccess) => object,
  derive: (access: CompiledAccess) => Value,
) {
  return (access: CompiledAccess): Value => {
    const memory = memoryOf(ownerOf(access))
    const known = memory.get(name) as Value | undefined
    if (known !== undefined) return known
    const value = derive(access)
    memory.set(name, value)
    return value
  }
}
