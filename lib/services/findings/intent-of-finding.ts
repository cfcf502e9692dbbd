import 'server-only'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import type { Inventory } from '@/lib/access/model/inventory'
import { reaches } from '@/lib/access/model/verdict'
import type { Finding } from '@/lib/findings/finding'
import { type GrantIntent, normaliseIntent, type Placement, proposedPolicyName } from '@/lib/grants/intent'

/** More principals than this are not one wish any more. */
const MOST = 20

/** Findings about a database user that somebody is granted to be rid of them. */
const MENDED_BY_A_GRANT: ReadonlySet<string> = new Set(['user-nobody-reaches'])

/** What the grant behind a finding was meant to open, or who is missing. Null: no grant mends it. */
export function intentOfFinding(finding: Finding, inventory: Inventory): GrantIntent | null {
  const { subject, affected, affectedTotal } = finding
  if (MENDED_BY_A_GRANT.has(finding.rule) && subject.region && subject.resourceId && subject.databaseUser) {
    const { region, resourceId, databaseUser } = subject
    const target = inventory.targets.find(one => one.resourceId === resourceId && one.region === region)
    if (!target || !canHaveIamAuth(target.iamAuth.state)) return null
    const { accountId } = inventory
    const connections = [{ accountId, region, resourceId, databaseUsers: [databaseUser] }]
    return { principals: [], connections, placement: { kind: 'newManaged', policyName: '' } }
  }
  const opened = affected.filter(({ after }) => after !== null && reaches(after))
  const principals = [...new Set(opened.map(cell => cell.principalArn))]
  const literal = opened.every(cell => !/[*?$ ]/.test(cell.databaseUser))
  if (opened.length === 0 || affectedTotal > affected.length || principals.length > MOST || !literal)
    return null
  const connections = opened.flatMap(({ resourceId, databaseUser }) => {
    const target = inventory.targets.find(one => one.resourceId === resourceId)
    return target
      ? [
          {
            accountId: target.accountId,
            region: target.region,
            resourceId,
            databaseUsers: [databaseUser],
          },
        ]
      : []
  })
  const names = opened.map(cell => cell.target)
  const placement = placementOf(subject.policyId) ?? {
    kind: 'newManaged',
    policyName: proposedPolicyName(principals, names),
  }
  return normaliseIntent({ principals, connections, placement })
}

function placementOf(policyId: string | undefined): Placement | null {
  if (!policyId) return null
  const [, policyName] = policyId.split('#')
  if (policyName) return { kind: 'inline', policyName }
  return policyId.includes(':iam::aws:') ? null : { kind: 'existingManaged', policyArn: policyId }
}
