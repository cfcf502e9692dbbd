import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import { hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { Organization } from '@/lib/access/model/organization'
import { principalBehind } from '@/lib/access/model/principal-behind'
import { settings } from '@/lib/config/env'
import type { ServiceControlLevel } from '@/lib/iam/index'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

export interface OrganizationReport {
  organization: Organization
  /** Root first; empty unless SCPs were read. Null: their texts come with users, roles and policies, which were not read. */
  levels:
    | (Omit<ServiceControlLevel, 'policies'> & {
        policies: { id: string; name: string; text: string }[]
      })[]
    | null
  caveats: Caveat[]
  accountId: string
  partition: string
  /** The user or role that this server is; null: none of this account. */
  ownArn: string | null
  /** As set, whether or not it lets us in. */
  readerRole: string | null
}

/** What was read of the organisation, and what stood in the way: known whether or not IAM is. */
export async function getOrganization(context: Context): Promise<OrganizationReport> {
  assertCan(context, 'read')
  const reading = await loadReading(context.account)
  const inventory = hasIam(reading) ? reading : null
  const { organization, accountId, partition, callerArn } = reading
  const { serviceControl } = organization
  return {
    organization,
    levels: serviceControl.state === 'read' ? inventory && withTexts(serviceControl.levels, inventory) : [],
    caveats: reading.caveats.filter(({ scope }) => scope === 'organization'),
    accountId,
    partition,
    ownArn: inventory && (principalBehind(inventory, callerArn)?.arn ?? null),
    readerRole: settings().organizationRole,
  }
}

function withTexts(levels: readonly ServiceControlLevel[], { policies }: Inventory) {
  const known = new Map(policies.map(policy => [policy.id, policy]))
  return levels.map(level => ({
    ...level,
    policies: level.policies.flatMap(({ policyId }) => {
      const policy = known.get(policyId)
      return policy ? [{ id: policy.id, name: policy.name, text: policy.text }] : []
    }),
  }))
}
