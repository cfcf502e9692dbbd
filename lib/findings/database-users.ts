import type { CompiledAccess } from '@/lib/access/compile-access'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/database-user'
import type { Target } from '@/lib/access/target'
import { targetIndex } from '@/lib/access/target-index'
import { hasVariable, hasWildcard, literalName, spelledOut } from '@/lib/access/user-pattern'
import { type ReadResource, readResources } from './read-resource'

export interface NamedUser {
  /** Of one policy: the same entry may stand in it twice. */
  resources: [ReadResource, ...ReadResource[]]
  target: Target
  scan: DatabaseScan
  name: string
  /** As read; null: the database has no such user. */
  found: DatabaseUser | null
  /** The user that differs in case only. */
  twin: DatabaseUser | null
}

/** Grants that spell one database user of a target whose database was read, by policy. A proxy's users are not its own. */
export function grantsToNamedUsers(access: CompiledAccess): NamedUser[] {
  const named = new Map<string, NamedUser>()
  for (const resource of readResources(access)) {
    const { id, user, mistake, mistakes, statement, policy } = resource
    if (mistake || statement.effect !== 'Allow' || id === null || user === null) continue
    if (hasWildcard(user) || hasVariable(user)) continue
    const target = targetIndex(access).byId.get(id)
    const scan = access.inventory.scans[id]
    if (!target || !scan) continue
    const name = literalName(user)
    const key = `${policy.source.id}\n${id}/${name}`
    const known = named.get(key)
    if (known) {
      known.resources.push(resource)
      continue
    }
    const found = scan.users.find(each => each.name === name) ?? null
    const right = mistakes.find(({ kind }) => kind === 'capitals')?.instead ?? null
    const twin = scan.users.find(each => spelledOut(each.name) === right) ?? null
    named.set(key, { resources: [resource], target, scan, name, found, twin })
  }
  return [...named.values()]
}
