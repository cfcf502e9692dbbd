import 'server-only'
import type {
  AccountName,
  DatabaseGrantRow,
  DefaultRow,
  EdgeRow,
  ServerRightsRow,
  TableGrantRow,
} from '@/lib/databases/mysql/mysql-rows'

export const keyOf = ({ name, host }: AccountName) => JSON.stringify([name, host])

function groupBy<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Rows of the catalog as they were read; null: could not be. */
export interface GrantRows {
  onServer: ServerRightsRow[] | null
  dynamic: ServerRightsRow[] | null
  databases: DatabaseGrantRow[] | null
  tables: TableGrantRow[] | null
  edges: EdgeRow[] | null
  defaults: DefaultRow[] | null
  /** MySQL may put every role in force at sign-in, and give some to everybody. */
  everyRole: { every: boolean; mandatory: AccountName[] } | null
}

export const memberOf = (row: DefaultRow): AccountName => ({ name: row.member, host: row.member_host })
export const roleOf = (row: DefaultRow): AccountName => ({ name: row.role, host: row.role_host })

/** MariaDB Knowledge Base, "GRANT … TO PUBLIC": the rights of everybody. */
const PUBLIC: AccountName = { name: 'PUBLIC', host: '' }

/** The same rows by the account that they are about. */
export function collectGrants(rows: GrantRows) {
  const onServer = groupBy([...(rows.onServer ?? []), ...(rows.dynamic ?? [])], keyOf)
  const databases = groupBy(rows.databases ?? [], keyOf)
  const tables = groupBy(rows.tables ?? [], keyOf)
  const edges = groupBy(rows.edges ?? [], row => keyOf(memberOf(row)))
  const defaults = new Set((rows.defaults ?? []).map(row => keyOf(memberOf(row)) + keyOf(roleOf(row))))
  const mandatory = rows.everyRole?.mandatory ?? []
  const held = (account: AccountName) => edges.get(keyOf(account)) ?? []

  function memberships(account: AccountName) {
    const own = held(account).map(row => ({ role: roleOf(row), admin: row.admin }))
    const names = new Set(own.map(({ role }) => keyOf(role)))
    const others = mandatory.filter(role => !names.has(keyOf(role))).map(role => ({ role, admin: false }))
    return [...own, ...others].map(each => ({
      ...each,
      inForce: rows.everyRole?.every || defaults.has(keyOf(account) + keyOf(each.role)),
    }))
  }

  /** Whose rights it has once it is in: its own, those of its default roles and of the roles in them, everybody's. */
  function inForce(account: AccountName): AccountName[] {
    const all = new Map([[keyOf(account), account]])
    const add = (role: AccountName) => {
      if (all.has(keyOf(role))) return
      all.set(keyOf(role), role)
      for (const row of held(role)) add(roleOf(row))
    }
    for (const { role, inForce } of memberships(account)) if (inForce) add(role)
    add(PUBLIC)
    return [...all.values()]
  }

  return {
    memberships,
    inForce,
    onServer: (account: AccountName) =>
      (onServer.get(keyOf(account)) ?? []).flatMap(({ privileges }) => privileges),
    databases: (account: AccountName) => databases.get(keyOf(account)) ?? [],
    tables: (account: AccountName) => tables.get(keyOf(account)) ?? [],
    /** Null: which grants there are was not read. */
    read: rows.databases !== null && rows.tables !== null && rows.onServer !== null,
  }
}
export type CollectedGrants = ReturnType<typeof collectGrants>
