import { routes } from '@/lib/routes'
import { type FindingQuery, findingQuery } from '../search-params'

/** The same list with another finding open. */
export const findingHref = (query: FindingQuery, finding: string | null) =>
  routes.findings(findingQuery({ ...query, finding, fix: null, page: null }))
