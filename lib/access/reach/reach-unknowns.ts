import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { isProduction } from '@/lib/access/model/production'
import { isRead, type ReachScope } from './reach-rows'
import { accountReach } from './summary'

/** What the counts of an overview leave open. */
export interface ReachUnknowns {
  /** Targets in scope. */
  targets: number
  /** Of those, databases whose users were never read. */
  unread: number
  /** Of those, proxies: judged up to the proxy alone. */
  proxies: number
  /** Principals of whom some target could not be evaluated. */
  notEvaluated: number
}

export function reachUnknowns(access: CompiledAccess, scope: ReachScope): ReachUnknowns {
  const targets = access.inventory.targets.filter(target => !scope.production || isProduction(target))
  const { principals } = accountReach(access)
  const reach = scope.production ? principals.production : principals.all
  const proxies = targets.filter(({ kind }) => kind === 'proxy').length
  return {
    targets: targets.length,
    unread: targets.filter(target => !isRead(access, target)).length - proxies,
    proxies,
    notEvaluated: reach.filter(({ notEvaluated }) => notEvaluated > 0).length,
  }
}
