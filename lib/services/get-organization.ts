import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import type { Organization } from '@/lib/access/organization'
import { principalBehind } from '@/lib/access/principal-behind'
import { settings } from '@/lib/config/env'
import type { ServiceControlLevel } from '@/lib/iam/index'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/load-inventory'

export interface OrganizationReport {
  organization: Organization
  /** Root first; empty unless SCPs were read. */
  levels: (Omit<ServiceControlLevel, 'policies'> & {
    policies: { id: string; name: string; text: string }[]
  })[]
  caveats: Caveat[]
  accountId: string
  partition: string
  /** The user or role that this server is; null: none of this account. */
  ownArn: string | null
  /** As set, whether or not it lets us in. */
  readerRole: string | null
}

/** What was read of the organisation, and what stood in the way. */
export async function getOrganization(operator: Operator): Promise<OrganizationReport> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const { organization, accountId, partition, callerArn } = inventory
  const { serviceControl } = organization
  const known = new Map(inventory.policies.map(policy => [policy.id, policy]))
  const levels = serviceControl.state === 'read' ? serviceControl.levels : []
  return {
    organization,
    levels: levels.map(level => ({
      ...level,
      policies: level.policies.flatMap(({ policyId }) => {
        const policy = known.get(policyId)
        return policy ? [{ id: policy.id, name: policy.name, text: policy.text }] : []
      }),
    })),
    caveats: inventory.caveats.filter(({ scope }) => scope === 'organization'),
    accountId,
    partition,
    ownArn: principalBehind(inventory, callerArn)?.arn ?? null,
    readerRole: settings().organizationRole,
  }
}
