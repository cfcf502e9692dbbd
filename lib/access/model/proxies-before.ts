import type { Target } from './target'

/** The proxies that stand before one of these databases. */
export function proxiesBefore(targets: readonly Target[], databases: readonly Target[]): Target[] {
  const ids = new Set<string | null>(databases.map(({ resourceId }) => resourceId))
  return targets.filter(({ proxy }) => proxy?.targets.some(({ resourceId }) => ids.has(resourceId)))
}
