import type { Inventory } from '@/lib/access/model/inventory'
import type { Organization } from '@/lib/access/model/organization'
import type { PrincipalPolicies } from '@/lib/iam/index'

const KEYS = ['OrgID', 'OrgPaths'].flatMap(name => [`aws:Principal${name}`, `aws:Resource${name}`])
const MASTER = 'aws:PrincipalOrgMasterAccountId'

/** Principals with what the organisation adds to what is known of each: databases and principals are of one account. */
export function withOrganizationFacts({ principals, organization }: Inventory): PrincipalPolicies[] {
  const policies = principals.map(principal => principal.policies)
  const { id, serviceControl } = organization
  if (id === null && serviceControl.state !== 'none') return policies
  const absent = id === null ? [...KEYS, MASTER] : []
  const facts = id === null ? {} : factsOf(organization, id)
  return policies.map(one => ({
    ...one,
    context: { ...facts, ...one.context },
    absentKeys: [...one.absentKeys, ...absent],
  }))
}

/** IAM User Guide, "AWS global condition context keys": a path is `o-…/r-…/ou-…/`, without the account. */
function factsOf({ managementAccountId, serviceControl }: Organization, id: string) {
  const facts: PrincipalPolicies['context'] = { 'aws:PrincipalOrgID': id, 'aws:ResourceOrgID': id }
  if (managementAccountId !== null) facts[MASTER] = managementAccountId
  if (serviceControl.state === 'read') {
    const above = serviceControl.levels.filter(level => level.kind !== 'account').map(level => level.id)
    const paths = [`${[id, ...above].join('/')}/`]
    facts['aws:PrincipalOrgPaths'] = paths
    facts['aws:ResourceOrgPaths'] = paths
  }
  return facts
}
