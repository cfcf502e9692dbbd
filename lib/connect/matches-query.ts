import type { ConnectionOption } from './connection-options'

/** Every word must be in the target's name or the database user's. */
export function matchesQuery(
  option: Pick<ConnectionOption, 'target' | 'databaseUser'>,
  query: string,
): boolean {
  const text = `${option.target} ${option.databaseUser}`.toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}
