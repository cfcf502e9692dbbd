import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import { cellsOf } from './affected-cells'
import type { AttachedPolicy } from './attached-policies'
import type { Steps } from './steps'

/** Whether a Deny takes back, from every holder, whatever a wide Allow gives on these targets. */
export function* isTakenBack(
  access: CompiledAccess,
  { holders }: AttachedPolicy,
  targets: readonly Target[],
): Steps<boolean> {
  if (targets.length === 0 || holders.length === 0) return false
  const asked = [...new Set(targets)]
  for (const index of holders) {
    const holder = access.inventory.principals[index]
    const cells = holder ? yield* cellsOf(access, [holder], asked) : []
    // The first whom it lets in settles it.
    if (cells.length === 0 || cells.some(({ verdict }) => verdict !== 'denied')) return false
  }
  return true
}
