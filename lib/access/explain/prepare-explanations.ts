import { signatures } from '@/lib/access/decide/cell-condition'
import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'

/** What the first question about any cell would have to work out for the whole account: ahead of it, in steps. */
export function* prepareExplanations(access: CompiledAccess): Generator<undefined> {
  yield
  signatures(access)
  for (const target of access.inventory.targets) {
    yield
    columnsOf(access, target)
  }
  yield
}
