import type { NextRequest } from 'next/server'
import { coverageOf } from '@/app/_export/audit-zip'
import { asJson, exportAnswer } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { listReach } from '@/lib/services/principals/list-reach'
import { parseReachQuery } from '../search-params'
import { reachCsv, reachJson } from './reach-files'

/** What the same address shows, all pages of it. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = parseReachQuery(Object.fromEntries(request.nextUrl.searchParams))
  return exportAnswer(request, {
    name: `reach-${query.view}`,
    read: () => readPage(context => listReach(context, query)),
    write: { csv: value => reachCsv(value, query), json: value => asJson(reachJson(value, query)) },
    about: ({ readAt, caveats }) => ({ asOf: readAt, notRead: coverageOf(caveats) }),
  })
}
