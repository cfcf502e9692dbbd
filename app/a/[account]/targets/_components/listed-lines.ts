import type { ListedTarget } from './listed-target'

/** What stands on one line of the list: a target, or a member of one that is open. */
export type ListedLine =
  | { key: string; row: ListedTarget; member: null; open: boolean }
  | { key: string; row: ListedTarget; member: ListedTarget['members'][number]; open: true }

export function listedLines(rows: readonly ListedTarget[], open: readonly string[]): ListedLine[] {
  return rows.flatMap(row => {
    const isOpen = open.includes(row.resourceId)
    const line: ListedLine = { key: keyOf(row), row, member: null, open: isOpen }
    if (!isOpen) return [line]
    const members = row.members.map(
      (member): ListedLine => ({ key: `${line.key} ${member.resourceId}`, row, member, open: true }),
    )
    return [line, ...members]
  })
}

/** Two Regions may hold the same resource id. */
export const keyOf = ({ region, resourceId }: Pick<ListedTarget, 'region' | 'resourceId'>) =>
  `${region}/${resourceId}`
