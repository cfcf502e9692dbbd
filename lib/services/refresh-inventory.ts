import 'server-only'
import { datedParts } from '@/lib/access/dated-parts'
import type { Part } from '@/lib/access/part'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { readAnew } from '@/lib/services/load-inventory'
import { forgetOrganization } from '@/lib/services/read-organization-part'

const COULD_NOT: ReadonlySet<Part['state']> = new Set(['kept', 'refused', 'failed'])

/** Reads AWS again, now, whatever the age of the last answer. `unread`: what could not be, by name. */
export async function refreshInventory(operator: Operator): Promise<{ readAt: string; unread: string[] }> {
  assertCan(operator, 'read')
  forgetOrganization()
  const reading = await readAnew()
  const unread = datedParts(reading).filter(({ state }) => COULD_NOT.has(state))
  return { readAt: reading.readAt, unread: unread.map(({ name }) => name) }
}
