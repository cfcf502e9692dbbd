import 'server-only'
import { columnFor } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { settings } from '@/lib/config/env'
import type { Limits } from '@/lib/databases/postgres/converse'
import { judgeCell } from '@/lib/grants/effect'
import { log } from '@/lib/log/log'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { CALLER, signerOf } from '@/lib/services/account/signing-as'
import { readDatabase } from '@/lib/services/databases/read-database'

const LOOK_EVERY_MS = 30_000

/** When each database was last tried, so that one that cannot be reached is not dialled at every look. */
const tried = new Map<string, number>()

function isDue({ scans }: Inventory, { resourceId }: Target, now: number): boolean {
  const scannedAt = scans[resourceId]?.scannedAt
  const last = Math.max(tried.get(resourceId) ?? 0, scannedAt ? Date.parse(scannedAt) : 0)
  return now - last >= settings().scanMinutes * 60_000
}

/** Only where a token of this server would open the database: elsewhere a login would just fail. */
function mayRead(inventory: Inventory, target: Target, scanUser: string): boolean {
  if (target.family !== 'postgres' || target.kind === 'proxy' || !target.endpoint) return false
  if (!target.iamAuth.accepted) return false
  const { principal } = signerOf(inventory, CALLER)
  const access = compileAccess(inventory)
  const index = principal && indexOfPrincipal(access, principal.arn)
  if (index === null) return false
  // One cell, without its explanation: this is asked of every target, again and again.
  return judgeCell(access, target, columnFor(access, target, scanUser), index).verdict === 'canConnect'
}

/** The user to sign in as; null where nobody may be signed in without being asked. */
function readsAs(): string | null {
  const { scanUser, scanMinutes, capabilities } = settings()
  return scanMinutes > 0 && capabilities.includes('mint') ? scanUser : null
}

/** One round. Databases are read in turn: each has a deadline, so one that hangs delays the others by that and no more. */
export async function readDueDatabases(limits?: Limits): Promise<void> {
  const scanUser = readsAs()
  if (scanUser === null) return
  const inventory = await loadInventory()
  const now = Date.now()
  for (const target of inventory.targets) {
    if (!isDue(inventory, target, now) || !mayRead(inventory, target, scanUser)) continue
    tried.set(target.resourceId, now)
    try {
      await readDatabase(target, scanUser, limits)
    } catch (error) {
      log.warn({ err: error, target: target.name }, 'the users of a database could not be read')
    }
  }
}

/** Reads the users of every database that opens to GATEHOUSE_SCAN_USER, now and then, one after the other. */
export function keepReadingDatabases(): void {
  if (readsAs() === null) return
  const look = () => {
    readDueDatabases()
      .catch((error: unknown) => log.warn({ err: error }, 'no database could be read'))
      .finally(() => setTimeout(look, LOOK_EVERY_MS).unref())
  }
  look()
}
