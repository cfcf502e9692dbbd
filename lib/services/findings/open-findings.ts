import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Finding } from '@/lib/findings/finding'
import { log } from '@/lib/log/log'
import { loadSuppressions } from '@/lib/records/suppressions'
import type { Context } from '@/lib/services/context'
import { accountFindings, lastFindings } from '@/lib/services/findings/account-findings'

/** Principals times targets: below this the rules are through before anybody notices. */
const QUICK = 20_000

const isQuick = ({ principals, targets }: Inventory) => principals.length * targets.length <= QUICK

function unfound(error: unknown): null {
  log.error({ err: error }, 'the findings could not be looked for')
  return null
}

/**
 * What is open, for pages that show a number of it and wait for nothing: of the last search of this account, and null
 * while the first is under way. A small account is searched on the way.
 */
export async function openFindings(
  { account, now }: Context,
  inventory: Inventory,
): Promise<Finding[] | null> {
  const found = isQuick(inventory)
    ? await accountFindings(account, inventory).catch(unfound)
    : lastFindings(account, inventory)
  if (!found) return null
  const accepted = await loadSuppressions(inventory.accountId, now).catch(() => new Map())
  return found.filter(({ id }) => !accepted.has(id))
}
