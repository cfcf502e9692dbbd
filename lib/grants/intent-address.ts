import { HOME } from '@/lib/account-name'
import { type GrantIntent, normaliseIntent, type Placement } from './intent'

type Address = Record<string, string | string[] | undefined>

/**
 * The address holds the whole intent: the `account` in its path, `who=ARN`, `on=region/resource-id/database-user`, `store`, and the
 * policy's `name` (with `path`) or `policy` ARN.
 */
export function intentFromAddress(address: Address): GrantIntent {
  const accountId = first(address.account) || HOME
  const connections = list(address.on).flatMap(text => {
    const [, region, resourceId, user] = /^([^/]+)\/([^/]+)(?:\/(.+))?$/s.exec(text) ?? []
    if (!region || !resourceId || !/^(db|cluster|prx)-[A-Za-z0-9]+$/.test(resourceId)) return []
    return [{ accountId, region, resourceId, databaseUsers: user ? [user] : [] }]
  })
  const principals = list(address.who).filter(arn => /^arn:[\w-]+:iam::\d{12}:(user|role|group)\/./.test(arn))
  return normaliseIntent({ principals, connections, placement: placementFrom(address) })
}

function placementFrom(address: Address): Placement {
  const policyName = first(address.name)
  if (first(address.store) === 'inline') return { kind: 'inline', policyName }
  const policyArn = first(address.policy)
  if (policyArn) return { kind: 'existingManaged', policyArn }
  const path = first(address.path)
  return path ? { kind: 'newManaged', policyName, path } : { kind: 'newManaged', policyName }
}

/** What follows the path. */
export function addressOfIntent(intent: GrantIntent): Record<string, string | string[]> {
  const { principals, placement } = intent
  const on = intent.connections.flatMap(({ region, resourceId, databaseUsers }) => {
    const target = `${region}/${resourceId}`
    return databaseUsers.length === 0 ? [target] : databaseUsers.map(user => `${target}/${user}`)
  })
  return { who: principals, on, ...placementAddress(placement) }
}

function placementAddress(placement: Placement): Record<string, string> {
  if (placement.kind === 'existingManaged') return { policy: placement.policyArn }
  const name = placement.policyName ? { name: placement.policyName } : {}
  if (placement.kind === 'inline') return { store: 'inline', ...name }
  return placement.path ? { ...name, path: placement.path } : name
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

function first(value: string | string[] | undefined): string {
  return list(value)[0] ?? ''
}
