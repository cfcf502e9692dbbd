import type { IamQuotas, Inventory } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
import { displayText, matchesWildcard, type PolicyKind, parseDocument, type Statement } from '@/lib/iam/index'

/** One policy that a principal holds, directly or through a group. */
export interface HeldPolicy {
  id: string
  name: string
  kind: PolicyKind
  viaGroup: string | null
  boundary: boolean
  versionId: string | null
  /** Characters, white space left out. */
  size: number
  /** Quota of the document, or of all inline documents of its owner together. */
  limit: number
  text: string
  /** Whether some statement can match rds-db:connect. */
  mentionsConnect: boolean
}

const CONNECT = 'rds-db:connect'

function touchesConnect({ action }: Statement): boolean {
  if (!action) return true
  const listed = action.patterns.some(pattern => matchesWildcard(pattern, CONNECT, { ignoreCase: true }))
  return listed !== action.not
}

/** A document that cannot be read counts: nobody knows what it says. */
function mentionsConnect(text: string): boolean {
  const { document } = parseDocument(text)
  return document ? document.statements.some(touchesConnect) : true
}

function limitOf(kind: PolicyKind, principal: Principal, viaGroup: string | null, quotas: IamQuotas): number {
  if (kind !== 'inline') return quotas.policySize
  if (viaGroup) return quotas.groupInlineSize
  return principal.kind === 'user' ? quotas.userInlineSize : quotas.roleInlineSize
}

/** IAM user guide, "IAM and AWS STS quotas": white space outside strings does not count. */
const sizeOf = (text: string) => text.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1').length

export function heldPolicies(inventory: Inventory, principal: Principal): HeldPolicy[] {
  const sources = new Map(inventory.policies.map(policy => [policy.id, policy]))
  const { identity, boundary } = principal.policies
  const limits = boundary && boundary !== 'unread' ? [{ ...boundary, boundary: true }] : []
  return [...identity.map(item => ({ ...item, boundary: false })), ...limits].flatMap(item => {
    const source = sources.get(item.policyId)
    if (!source) return []
    return [
      {
        id: source.id,
        name: source.name,
        kind: source.kind,
        viaGroup: item.viaGroup,
        boundary: item.boundary,
        versionId: source.versionId,
        size: sizeOf(source.text),
        limit: limitOf(source.kind, principal, item.viaGroup, inventory.quotas),
        text: displayText(source.text),
        mentionsConnect: mentionsConnect(source.text),
      },
    ]
  })
}

/** What it holds without its text being read: not among `heldPolicies`, and no reason to say that it holds none. */
export interface UnreadHeld {
  name: string
  boundary: boolean
}

export function unreadHeld({ policies }: Inventory, principal: Principal): UnreadHeld[] {
  const read = new Set(policies.map(({ id }) => id))
  const { identity, boundary } = principal.policies
  const names = identity
    .filter(({ policyId }) => !read.has(policyId))
    .map(({ policyId, viaGroup }) =>
      viaGroup ? `those of group ${viaGroup}` : policyId.slice(policyId.lastIndexOf('/') + 1),
    )
  const limits = boundary && boundary !== 'unread' && !read.has(boundary.policyId) ? [boundary.policyId] : []
  return [
    ...[...new Set(names)].map(name => ({ name, boundary: false })),
    ...limits.map(id => ({ name: id.slice(id.lastIndexOf('/') + 1), boundary: true })),
  ]
}
