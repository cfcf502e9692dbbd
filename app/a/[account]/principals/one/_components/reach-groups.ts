import type { ReachRow } from '@/lib/access/reach/reach'

export type ReachBy = 'target' | 'user' | 'policy'

export interface ReachGroup {
  key: string
  title: string
  rows: ReachRow[]
}

function keyOf(row: ReachRow, by: ReachBy): { key: string; title: string } {
  if (by === 'user') return { key: row.databaseUser, title: row.databaseUser }
  if (by === 'policy') {
    const name = row.decidedBy?.policyName ?? 'No statement'
    return { key: row.decidedBy?.policyId ?? '', title: name }
  }
  return { key: `${row.target.region}/${row.target.resourceId}`, title: row.target.name }
}

/** The same rows by target, by database user or by deciding policy; groups in order of first appearance. */
export function groupReach(rows: readonly ReachRow[], by: ReachBy): ReachGroup[] {
  const groups = new Map<string, ReachGroup>()
  for (const row of rows) {
    const { key, title } = keyOf(row, by)
    const group = groups.get(key) ?? { key, title, rows: [] }
    group.rows.push(row)
    groups.set(key, group)
  }
  return [...groups.values()]
}
