import 'server-only'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { readAnew } from '@/lib/services/load-inventory'
import { forgetOrganization } from '@/lib/services/read-organization-part'

/** Reads AWS again, now, whatever the age of the last answer. */
export async function refreshInventory(operator: Operator): Promise<{ readAt: string }> {
  assertCan(operator, 'read')
  forgetOrganization()
  const { readAt } = await readAnew()
  return { readAt }
}
