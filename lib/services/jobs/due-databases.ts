import 'server-only'
import { createHash } from 'node:crypto'
import { columnFor } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { settings } from '@/lib/config/env'
import { ENGINE_ADAPTERS } from '@/lib/databases/engine-adapters'
import { judgeCell } from '@/lib/grants/effect'
import { loadScanTimes } from '@/lib/records/scans'
import { knownReading } from '@/lib/services/account/reading-cache'
import { CALLER, signerOf } from '@/lib/services/account/signing-as'

export function whyNotRead(): string | null {
  const { scanUser, scanMinutes, capabilities } = settings()
  if (scanUser === null) return 'GATEHOUSE_SCAN_USER names no user to sign in as.'
  if (scanMinutes === 0) return 'GATEHOUSE_SCAN_MINUTES is 0.'
  return capabilities.includes('mint') ? null : 'This server runs without the "mint" capability.'
}

/** The user to sign in as; null where nobody may be signed in without being asked. */
export const scanUserOf = () => (whyNotRead() === null ? settings().scanUser : null)

export const scanPeriodMs = () => settings().scanMinutes * 60_000

/** Servers that read other Regions, as another user or as another role do not read the databases of one another. */
export function scanView(account: Account): string {
  const { regions } = settings()
  const role = knownReading(account)?.callerArn.replace(/^(.*:assumed-role\/[^/]+)\/.*$/, '$1')
  return createHash('sha256')
    .update(JSON.stringify([regions, scanUserOf(), role]))
    .digest('hex')
    .slice(0, 12)
}

/** Only where a token of this server would open the database: elsewhere a login would just fail. */
export function mayRead(inventory: Inventory, target: Target, scanUser: string): boolean {
  if (!ENGINE_ADAPTERS[target.family] || target.kind === 'proxy' || !target.endpoint) return false
  if (!target.iamAuth.accepted) return false
  const { principal } = signerOf(inventory, CALLER)
  const access = compileAccess(inventory)
  const index = principal && indexOfPrincipal(access, principal.arn)
  if (index === null) return false
  // One cell, without its explanation: this is asked of every target, again and again.
  return judgeCell(access, target, columnFor(access, target, scanUser), index).verdict === 'canConnect'
}

/** By what the records say, whichever server read them: what stands in this server's own reading may be older. */
export async function dueAmong(accountId: string, targets: readonly Target[]): Promise<Target[]> {
  const scannedAt = await loadScanTimes(accountId)
  const since = Date.now() - scanPeriodMs()
  return targets.filter(({ resourceId }) => {
    const last = scannedAt.get(resourceId)
    return last === undefined || Date.parse(last) <= since
  })
}
