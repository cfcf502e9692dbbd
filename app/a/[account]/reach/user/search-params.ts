import { parseReachQuery } from '../search-params'

/** One name, and of which targets and principals. */
export function parseUserReachQuery(params: Record<string, string | string[] | undefined>) {
  const { production, withoutAdministrators, page } = parseReachQuery(params)
  const [first = ''] = [params.name ?? ''].flat()
  return { name: first.slice(0, 256), production, withoutAdministrators, page }
}

export type UserReachQuery = ReturnType<typeof parseUserReachQuery>
