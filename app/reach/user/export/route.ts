import type { NextRequest } from 'next/server'
import { readPage } from '@/lib/actions/read-page'
import { getUserReach } from '@/lib/services/get-user-reach'
import { exportAnswer } from '../../export/export-answer'
import { parseUserReachQuery } from '../search-params'
import { userReachCsv, userReachJson } from './user-reach-files'

/** What the same address shows, all pages of it. */
export async function GET(request: NextRequest): Promise<Response> {
  const params = Object.fromEntries(request.nextUrl.searchParams)
  const query = parseUserReachQuery(params)
  const reading = await readPage(operator => getUserReach(operator, { ...query, page: 'all' }))
  if (!reading.ok) return Response.json(reading, { status: 502 })
  const name = query.name.replace(/[^\w.-]+/g, '_') || 'database-user'
  return exportAnswer(`${name}-reach`, params.format, {
    csv: () => userReachCsv(reading.value, query),
    json: () => userReachJson(reading.value, query),
  })
}
