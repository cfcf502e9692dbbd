import { parseReachQuery } from '../search-params'

/** One name, and of which targets and principals. */
export function parseUserReachQuery(params: Record<string, string | string[] | undefined>) {
  const { account, production, withoutAdministrators, page, print } = parseReachQuery(params)
  const [first = ''] = [params.name ?? ''].flat()
  return { account, name: first.slice(0, 256), production, withoutAdministrators, page, print }
}

export type UserReachQuery = ReturnType<typeof parseUserReachQuery>
