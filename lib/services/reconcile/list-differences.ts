import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { assertCan, can } from '@/lib/operator/operator'
import { type Difference, reconcile } from '@/lib/provision/reconcile'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'
import { ownUsers } from '@/lib/services/databases/own-users'

export interface TargetDifferences {
  target: TargetRef & { name: string }
  /** When its users were read. */
  readAt: string
  differences: Difference[]
}

export interface DifferencesReading {
  targets: TargetDifferences[]
  /** Names of targets of which nobody is known inside: they are in no answer. */
  unread: string[]
  /** Users inside. */
  mayChange: boolean
  /** Policies. */
  mayGrant: boolean
}

/** Where IAM and the users inside the servers do not meet, as last read; nobody is asked anew. */
export async function listDifferences(context: Context): Promise<DifferencesReading> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  const servers = inventory.targets.filter(
    ({ kind, family }) => kind !== 'proxy' && familyOf({ family }).sql !== null,
  )
  const targets = servers.flatMap(target => {
    const differences = reconcile(access, target, ownUsers())
    const scan = inventory.scans[target.resourceId]
    if (!differences || !scan) return []
    const { accountId, region, resourceId, name } = target
    return { target: { accountId, region, resourceId, name }, readAt: scan.scannedAt, differences }
  })
  return {
    targets,
    unread: servers.filter(({ resourceId }) => !inventory.scans[resourceId]).map(({ name }) => name),
    mayChange: can(context, 'users'),
    mayGrant: can(context, 'grant'),
  }
}
