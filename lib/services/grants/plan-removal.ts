import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import type { RemovalPlan } from '@/lib/grants/removal/removal-plan'
import type { RemovalWish } from '@/lib/grants/removal/removal-wish'
import { workOutRemoval } from '@/lib/grants/removal/work-out-removal'
import { assertCan, can } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

export interface RemovalPreview extends RemovalPlan {
  mayGrant: boolean
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  /** Of each part it rests on. */
  dates: DatedPart[]
}

/** Every way to end one connection, and one of them in full; nothing is written. */
export async function planRemoval(
  context: Context,
  { wish }: { wish: RemovalWish },
): Promise<RemovalPreview> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const { caveats, parts } = inventory
  const mayGrant = can(context, 'grant')
  return {
    ...workOutRemoval(wish, compileAccess(inventory)),
    mayGrant,
    iam: parts.iam,
    caveats,
    dates: datedParts(inventory),
  }
}
