import { scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import { isWhole } from '@/lib/access/reading/region-reading'

const isWild = (text: string) => /[*?$]/.test(text)

/** Whether every Region that the text stands for was read: only then can something in it be gone. */
export function regionWasRead({ inventory }: CompiledAccess, region: string): boolean {
  const asked = inventory.regions.filter(each => isWild(region) || each.region === region)
  return asked.length > 0 && asked.every(isWhole)
}

/** Of an id that is gone: told only where one single target of the Region was found to have the database user. */
export function successorOf(access: CompiledAccess, region: string, user: string | null): Target | null {
  const having = access.inventory.targets.filter(
    target =>
      target.region === region &&
      target.kind !== 'proxy' &&
      scanFor(access, target)?.users.some(({ name }) => name === user),
  )
  return having.length === 1 ? (having[0] ?? null) : null
}
