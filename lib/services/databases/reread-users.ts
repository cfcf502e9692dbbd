import 'server-only'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { settings } from '@/lib/config/env'
import { log } from '@/lib/log/log'
import { loadReading } from '@/lib/services/account/load-inventory'
import { tellInventory } from '@/lib/services/account/put-in-reading'
import { readDatabase } from '@/lib/services/databases/read-database'
import { byToken } from '@/lib/services/databases/way-in'

const readAgain = async (account: Account, target: Target, user: string) =>
  readDatabase(account, target, await byToken(account, target, user))

/** After a change inside them: what every page shows of these databases is read again. What cannot be stays as it was, with its date. */
export async function rereadUsers(account: Account, resourceIds: readonly string[]): Promise<void> {
  const ids = new Set(resourceIds)
  const user = settings().scanUser ?? settings().adminUser
  if (ids.size === 0 || user === null) return
  const { targets } = await loadReading(account)
  await Promise.all(
    targets
      .filter(({ resourceId }) => ids.has(resourceId))
      .map(target =>
        readAgain(account, target, user).catch((error: unknown) =>
          log.warn({ err: error, target: target.name }, 'users could not be read again after a change'),
        ),
      ),
  )
  tellInventory(account)
}
