import type { NextRequest } from 'next/server'
import { coverageOf } from '@/app/_export/audit-zip'
import { asJson, exportAnswer } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { getUserReach } from '@/lib/services/principals/get-user-reach'
import { parseUserReachQuery } from '../search-params'
import { userReachCsv, userReachJson } from './user-reach-files'

/** What the same address shows, all pages of it. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = parseUserReachQuery(Object.fromEntries(request.nextUrl.searchParams))
  return exportAnswer(request, {
    name: `${query.name || 'database-user'}-reach`,
    read: () => readPage(context => getUserReach(context, { ...query, page: 'all' })),
    write: { csv: value => userReachCsv(value, query), json: value => asJson(userReachJson(value, query)) },
    about: ({ readAt, caveats }) => ({ asOf: readAt, notRead: coverageOf(caveats) }),
  })
}
