import { routes } from '@/lib/routes'
import { type FindingQuery, findingQuery } from '../search-params'

export const findingsHref = (query: FindingQuery) => routes.findings(query.account, findingQuery(query))

/** The same list with another finding open. */
export const findingHref = (query: FindingQuery, finding: string | null) =>
  findingsHref({ ...query, finding, fix: null, page: null })
