import { readPage } from '@/lib/actions/read-page'
import { exportActivity } from '@/lib/services/export-activity'
import { verifyActivity } from '@/lib/services/verify-activity'
import { activityCsv } from '../_components/activity-csv'
import { activityFilter, filterWords, parseActivityQuery } from '../search-params'

/** Everything that the same address shows, newest first; `format=head`: only where the log ends. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const format = params.get('format')
  if (format === 'head') return exportHead()
  const query = parseActivityQuery(Object.fromEntries(params))
  const filter = activityFilter(query, new Date())
  const reading = await readPage(operator =>
    exportActivity(operator, filter, { asWritten: format === 'json' }),
  )
  if (!reading.ok) return new Response(reading.message, { status: 503 })
  const { entries, complete } = reading.value
  const incomplete = complete ? {} : { 'x-gatehouse-incomplete': `first ${entries.length} entries` }
  if (format === 'json') {
    const [newest] = entries
    const head = newest ? { id: newest.id, hash: newest.hash, seal: newest.seal } : null
    return download('activity.json', { complete, filter: filterWords(query), head, entries }, incomplete)
  }
  return new Response(activityCsv(entries), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="activity.csv"',
      ...incomplete,
    },
  })
}

/** What an auditor keeps elsewhere, to compare the log with later. A broken log has no head worth keeping. */
async function exportHead(): Promise<Response> {
  const reading = await readPage(operator => verifyActivity(operator))
  if (!reading.ok) return new Response(reading.message, { status: 503 })
  const { headId: id, head: hash, headSeal: seal, checkedAt, fault } = reading.value
  if (fault) return new Response(`${fault.sentence} Its head is not exported.`, { status: 409 })
  if (hash === null) return new Response('The log is empty: it has no head yet.', { status: 404 })
  return download('audit-head.json', { id, hash, seal, checkedAt })
}

function download(name: string, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(`${JSON.stringify(body, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${name}"`,
      ...headers,
    },
  })
}
