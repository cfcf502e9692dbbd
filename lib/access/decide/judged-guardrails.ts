import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory } from '@/lib/access/model/inventory'
import type { CompiledAccess } from './compile-access'

/** One sentence for the whole account, not one in each cell: on which context keys guardrails were judged. */
function judgedCaveat({ compiled, inventory }: CompiledAccess): Caveat | null {
  const keys = compiled.judgedKeys()
  if (keys.length === 0) return null
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(keys)
  return {
    id: 'judged-guardrails',
    scope: 'guardrails',
    subject: 'guardrails',
    message: `Organisation policies and other guardrails are judged by ${list}, as if database sign-in sent ${keys.length === 1 ? 'it' : 'them'}. AWS's own pages disagree on that, so a guardrail may let through less, or more, than is shown.`,
    answer: null,
    missingAction: null,
    at: inventory.readAt,
  }
}

export function withJudgedCaveat(access: CompiledAccess): Inventory {
  const caveat = judgedCaveat(access)
  const { inventory } = access
  return caveat ? { ...inventory, caveats: [...inventory.caveats, caveat] } : inventory
}
