import { readPage } from '@/lib/actions/read-page'
import { listTargets } from '@/lib/services/list-targets'
import { selectTargets } from '../_components/select-targets'
import { targetsCsv } from '../_components/targets-csv'
import { parseTargetQuery } from '../search-params'

/** The rows that the same address shows, as CSV. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const query = parseTargetQuery(Object.fromEntries([...params.keys()].map(key => [key, params.getAll(key)])))
  const reading = await readPage(operator => listTargets(operator))
  if (!reading.ok) return new Response(reading.message, { status: 503 })
  return new Response(targetsCsv(selectTargets(reading.value.rows, query), reading.value.readAt), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="targets.csv"',
    },
  })
}
