import type { CompiledAccess } from '@/lib/access/compile-access'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/database-user'
import type { Target } from '@/lib/access/target'
import { hasVariable, hasWildcard, literalName } from '@/lib/access/user-pattern'
import { type ReadResource, readResources } from './read-resource'
import { targetIndex } from './target-index'

export interface NamedUser {
  resource: ReadResource
  target: Target
  scan: DatabaseScan
  name: string
  /** As read; null: the database has no such user. */
  found: DatabaseUser | null
  /** The user that differs in case only. */
  twin: DatabaseUser | null
}

/** Grants that spell one database user of a target whose database was read. A proxy's users are not its own. */
export function grantsToNamedUsers(access: CompiledAccess): NamedUser[] {
  return readResources(access).flatMap((resource): NamedUser[] => {
    const { id, user, mistake, statement } = resource
    if (mistake || statement.effect !== 'Allow' || id === null || user === null) return []
    if (hasWildcard(user) || hasVariable(user)) return []
    const target = targetIndex(access).byId.get(id)
    const scan = access.inventory.scans[id]
    if (!target || !scan) return []
    const name = literalName(user)
    const found = scan.users.find(each => each.name === name) ?? null
    const twin = found
      ? null
      : (scan.users.find(each => each.name.toLowerCase() === name.toLowerCase()) ?? null)
    return [{ resource, target, scan, name, found, twin }]
  })
}
