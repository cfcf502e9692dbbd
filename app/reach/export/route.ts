import type { NextRequest } from 'next/server'
import { readPage } from '@/lib/actions/read-page'
import { listReach } from '@/lib/services/list-reach'
import { parseReachQuery } from '../search-params'
import { exportAnswer } from './export-answer'
import { reachCsv, reachJson } from './reach-files'

/** What the same address shows, all pages of it. */
export async function GET(request: NextRequest): Promise<Response> {
  const params = Object.fromEntries(request.nextUrl.searchParams)
  const query = parseReachQuery(params)
  const reading = await readPage(operator => listReach(operator, query))
  if (!reading.ok) return Response.json(reading, { status: 502 })
  return exportAnswer(`reach-${query.view}`, params.format, {
    csv: () => reachCsv(reading.value, query),
    json: () => reachJson(reading.value, query),
  })
}
