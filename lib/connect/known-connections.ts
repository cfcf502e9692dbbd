import type { AccountReading } from '@/lib/access/model/inventory'
import { isAnswering } from '@/lib/access/model/is-answering'
import { maySignIn, type NameInside, namesInside } from '@/lib/access/model/name-inside'
import { scanBehind } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import type { ConnectionOption } from './connection-options'

/** Names beside those found inside the databases: of earlier tokens, of the address. */
export interface NamedConnection {
  resourceId: string
  databaseUser: string
}

function stopsIt(target: Target, inside: NameInside | undefined): string | null {
  if (!target.iamAuth.accepted) return 'IAM authentication is off'
  if (!isAnswering(target)) return `the target is ${target.status}`
  return inside && target.kind !== 'proxy' ? inside.reason : null
}

export type NamedTarget = Pick<Target, 'region' | 'resourceId' | 'kind' | 'name'>

function unknownOption(target: NamedTarget, databaseUser: string, note: string | null): ConnectionOption {
  const { region, resourceId, kind, name } = target
  const where = { region, resourceId, target: name, kind, databaseUser }
  return { ...where, verdict: 'notEvaluated', asFarAsRead: false, note, lastIssuedAt: null }
}

/**
 * What a token can be issued for while IAM is unread: signing needs no IAM. Users are known from the databases and from
 * earlier tokens; whether IAM lets the signer in is not known of any of them.
 */
export function knownConnections(
  reading: AccountReading,
  named: readonly NamedConnection[],
): ConnectionOption[] {
  return reading.targets.flatMap(target => {
    const { resourceId } = target
    const inside = namesInside(scanBehind(reading, target) ?? { users: [] })
    const found = [...inside.values()].filter(({ rows }) => rows.some(maySignIn)).map(({ name }) => name)
    const others = named.filter(each => each.resourceId === resourceId).map(each => each.databaseUser)
    const names = new Set([...found, ...others])
    return [...names]
      .sort()
      .map(databaseUser => unknownOption(target, databaseUser, stopsIt(target, inside.get(databaseUser))))
  })
}

/** `orders-prod app_readonly`: a target's whole name and a user nobody told us of. Null where the name is not one target's. */
export function typedConnection(targets: readonly NamedTarget[], query: string): ConnectionOption | null {
  const [name = '', databaseUser = '', ...more] = query.trim().split(/\s+/)
  if (!databaseUser || more.length > 0) return null
  const [target, twin] = targets.filter(each => each.name.toLowerCase() === name.toLowerCase())
  return target && !twin ? unknownOption(target, databaseUser, 'whether it exists is not known') : null
}
