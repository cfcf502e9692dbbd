import 'server-only'
import type { RoleReading, ServerReading } from '@/lib/databases/postgres/postgres-reading'

/** Who holds what, directly or through others. */
export interface RoleGraph {
  role(oid: number): RoleReading | undefined
  named(name: string): RoleReading | undefined
  /** Of one role, with what is in force at sign-in. */
  memberships(oid: number): { role: RoleReading; admin: boolean; inForce: boolean; maySet: boolean }[]
  members(oid: number): number
  /** Itself and all that it has the rights of without SET ROLE. In one's own database the owner stands for pg_database_owner. */
  inForce(oid: number, databaseOwner?: number): Set<number>
  /** What it may become by SET ROLE beyond that: their names. */
  bySetRole(oid: number): string[]
  /** From the named role down to each that holds it, in force or not, by the shortest way. */
  paths(name: string): Map<number, string[]>
}

interface Edge {
  to: number
  admin: boolean
  inForce: boolean
  maySet: boolean
}

function edgesOf({ memberships }: ServerReading, byOid: Map<number, RoleReading>): Map<number, Edge[]> {
  const edges = new Map<number, Edge[]>()
  for (const [held, holder, admin, inherit, set] of memberships) {
    // Before PostgreSQL 16 the member's own INHERIT decides, and every member may SET ROLE.
    const inForce = inherit ?? byOid.get(holder)?.inherits ?? true
    const own = edges.get(holder) ?? []
    const known = own.find(({ to }) => to === held)
    if (!known) edges.set(holder, [...own, { to: held, admin, inForce, maySet: set ?? true }])
    else {
      // Granted by several, it counts as the most generous of them.
      known.admin ||= admin
      known.inForce ||= inForce
      known.maySet ||= set ?? true
    }
  }
  return edges
}

function closure(from: number, next: (oid: number) => number[]): Set<number> {
  const found = new Set([from])
  for (const oid of found) for (const to of next(oid)) found.add(to)
  return found
}

function shortestPaths(root: RoleReading | undefined, members: Map<number, RoleReading[]>) {
  const paths = new Map<number, string[]>(root ? [[root.oid, [root.name]]] : [])
  for (const [oid, path] of paths) {
    for (const member of members.get(oid) ?? [])
      if (!paths.has(member.oid)) paths.set(member.oid, [...path, member.name])
  }
  if (root) paths.delete(root.oid)
  return paths
}

/** PostgreSQL, "Role Membership" and "Predefined Roles". */
export function roleGraph(server: ServerReading): RoleGraph {
  const byOid = new Map(server.roles.map(role => [role.oid, role]))
  const byName = new Map(server.roles.map(role => [role.name, role]))
  const edges = edgesOf(server, byOid)
  const of = (oid: number) => edges.get(oid) ?? []
  const members = new Map<number, RoleReading[]>()
  for (const holder of server.roles) {
    for (const { to } of of(holder.oid)) {
      const known = members.get(to)
      if (known) known.push(holder)
      else members.set(to, [holder])
    }
  }
  for (const holders of members.values()) holders.sort((a, b) => (a.name < b.name ? -1 : 1))
  const ownerRole = byName.get('pg_database_owner')?.oid
  const inForce = new Map<string, Set<number>>()
  const graph: RoleGraph = {
    role: oid => byOid.get(oid),
    named: name => byName.get(name),
    memberships: oid =>
      of(oid).flatMap(({ to, ...options }) => {
        const role = byOid.get(to)
        return role ? [{ role, ...options }] : []
      }),
    members: oid => members.get(oid)?.length ?? 0,
    inForce(oid, databaseOwner) {
      const key = `${oid} ${databaseOwner}`
      const found =
        inForce.get(key) ??
        closure(oid, at => [
          ...of(at).flatMap(edge => (edge.inForce ? [edge.to] : [])),
          ...(at === databaseOwner && ownerRole !== undefined ? [ownerRole] : []),
        ])
      inForce.set(key, found)
      return found
    },
    bySetRole(oid) {
      const already = graph.inForce(oid)
      const reached = closure(oid, at => of(at).flatMap(edge => (edge.maySet ? [edge.to] : [])))
      return [...reached].flatMap(at => (already.has(at) ? [] : (byOid.get(at)?.name ?? []))).sort()
    },
    paths: name => shortestPaths(byName.get(name), members),
  }
  return graph
}
