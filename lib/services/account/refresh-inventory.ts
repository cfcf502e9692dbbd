import 'server-only'
import type { Part } from '@/lib/access/model/part'
import { datedParts } from '@/lib/access/reading/dated-parts'
import { assertCan } from '@/lib/operator/operator'
import { readAnew } from '@/lib/services/account/load-inventory'
import { forgetOrganization } from '@/lib/services/account/read-organization-part'
import type { Context } from '@/lib/services/context'

const COULD_NOT: ReadonlySet<Part['state']> = new Set(['kept', 'refused', 'failed'])

/** Reads AWS again, now, whatever the age of the last answer. `unread`: what could not be, by name. */
export async function refreshInventory(context: Context): Promise<{ readAt: string; unread: string[] }> {
  assertCan(context, 'read')
  forgetOrganization(context.account)
  const reading = await readAnew(context.account)
  const unread = datedParts(reading).filter(({ state }) => COULD_NOT.has(state))
  return { readAt: reading.readAt, unread: unread.map(({ name }) => name) }
}
