import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { resolvedFor } from '@/lib/access/decide/named-users'
import { targetIndex } from '@/lib/access/decide/target-index'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { hasVariable, hasWildcard, literalName, spelledOut } from '@/lib/access/decide/user-pattern'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import { insideOf, type NameInside } from '@/lib/access/model/name-inside'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { type ReadResource, readResources } from './read-resource'

export interface NamedUser {
  /** Of one policy: the same entry may stand in it twice. */
  resources: [ReadResource, ...ReadResource[]]
  target: Target
  scan: DatabaseScan
  name: string
  /** As read; null: the database has no such user. */
  found: NameInside | null
  /** The user that differs in case only. */
  twin: DatabaseUser | null
}

export interface ResolvedUser extends Omit<NamedUser, 'found' | 'twin'> {
  twin: DatabaseUser
  /** For whom the variable comes to it. */
  holders: Principal[]
}

/** Database users that a policy variable names for somebody and that exist with other capitals alone. */
export function usersByVariable(access: CompiledAccess): ResolvedUser[] {
  const found = new Map<string, ResolvedUser>()
  for (const resource of readResources(access)) {
    const { user, mistake, statement, policy, pattern } = resource
    if (mistake || statement.effect !== 'Allow' || user === null) continue
    if (!hasVariable(user) || hasWildcard(user) || policy.document?.version !== '2012-10-17') continue
    const read = targetsOf(access, pattern).flatMap(target => {
      const scan = access.inventory.scans[target.resourceId]
      return scan ? [{ target, scan }] : []
    })
    for (const { target, scan } of read)
      for (const principal of policy.holders.flatMap(index => access.inventory.principals[index] ?? [])) {
        const [text] = resolvedFor(user, principal)
        const name = text === undefined ? undefined : literalName(text)
        const twin = scan.users.find(each => each.name.toLowerCase() === name?.toLowerCase())
        if (name === undefined || !twin || scan.users.some(each => each.name === name)) continue
        const key = `${policy.source.id}\n${target.resourceId}/${name}`
        const known = found.get(key)
        if (!known) found.set(key, { resources: [resource], target, scan, name, twin, holders: [principal] })
        else if (!known.holders.includes(principal)) known.holders.push(principal)
      }
  }
  return [...found.values()]
}

/** Entries that spell one database user of a target whose database was read, by policy. A proxy's users are not its own. */
export function entriesOfNamedUsers(access: CompiledAccess, effect: 'Allow' | 'Deny'): NamedUser[] {
  const named = new Map<string, NamedUser>()
  for (const resource of readResources(access)) {
    const { id, user, mistake, mistakes, statement, policy } = resource
    if (mistake || statement.effect !== effect || id === null || user === null) continue
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
    const found = insideOf(scan, name)
    const right = mistakes.find(({ kind }) => kind === 'capitals')?.instead ?? null
    const twin = scan.users.find(each => spelledOut(each.name) === right) ?? null
    named.set(key, { resources: [resource], target, scan, name, found, twin })
  }
  return [...named.values()]
}

export const grantsToNamedUsers = (access: CompiledAccess) => entriesOfNamedUsers(access, 'Allow')
