import 'server-only'
import type { Inventory } from '@/lib/access/inventory'
import type { Target } from '@/lib/access/target'
import { readTarget } from '@/lib/aws/rds-target'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log/log'
import { noteTarget, wroteLately } from '@/lib/services/load-inventory'

/** `modifying`, `configuring-iam-database-auth`, `rebooting` pass by themselves; `stopped` does not. */
function isMoving({ iamAuth, status }: Target): boolean {
  return /^(turning|scheduled)/.test(iamAuth.state) || /ing(-|$)/.test(status)
}

/** While RDS is changing a target, that one is read anew at every look; the rest of the account stays as read. */
export async function followTarget(inventory: Inventory, target: Target): Promise<Inventory> {
  if (!isMoving(target) && !wroteLately()) return inventory
  try {
    return noteTarget(await readTarget(target.region, target.resourceId)) ?? inventory
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log.warn({ err: error, target: target.name }, 'a target under change could not be read again')
    return inventory
  }
}
