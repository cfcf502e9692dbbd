import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { reaches } from '@/lib/access/model/verdict'
import type { Finding } from '@/lib/findings/finding'
import { type GrantIntent, normaliseIntent, type Placement, proposedPolicyName } from '@/lib/grants/intent'

/** More principals than this are not one wish any more. */
const MOST = 20

/** What the grant behind a finding was meant to open, or who is missing; else whom and where it is about. Null: neither is known. */
export function intentOfFinding(finding: Finding, inventory: Inventory): GrantIntent | null {
  const { subject, affected, affectedTotal } = finding
  if (subject.kind === 'databaseUser' && subject.region && subject.resourceId && subject.databaseUser) {
    const { region, resourceId, databaseUser } = subject
    const { accountId } = inventory
    const connections = [{ accountId, region, resourceId, databaseUsers: [databaseUser] }]
    return { principals: [], connections, placement: { kind: 'newManaged', policyName: '' } }
  }
  const opened = affected.filter(({ after }) => after !== null && reaches(after))
  const principals = [...new Set(opened.map(cell => cell.principalArn))]
  const literal = opened.every(cell => !/[*?$ ]/.test(cell.databaseUser))
  if (opened.length === 0 || affectedTotal > affected.length || principals.length > MOST || !literal)
    return aboutOf(finding, inventory)
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

/** Where to begin by hand: principal and targets as the finding names them, nothing chosen for the person. */
function aboutOf({ subject, targets }: Finding, { accountId }: Inventory): GrantIntent | null {
  const principals = subject.principalArn ? [subject.principalArn] : []
  const connections = targets
    .slice(0, MOST)
    .map(({ region, resourceId }) => ({ accountId, region, resourceId, databaseUsers: [] }))
  if (principals.length + connections.length === 0) return null
  return normaliseIntent({ principals, connections, placement: { kind: 'newManaged', policyName: '' } })
}

function placementOf(policyId: string | undefined): Placement | null {
  if (!policyId) return null
  const [, policyName] = policyId.split('#')
  if (policyName) return { kind: 'inline', policyName }
  return policyId.includes(':iam::aws:') ? null : { kind: 'existingManaged', policyArn: policyId }
}
