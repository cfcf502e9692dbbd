import { readPage } from '@/lib/actions/read-page'
import { listActivity } from '@/lib/services/list-activity'
import { activityCsv } from '../_components/activity-csv'
import type { ActivityRecord } from '../_components/activity-words'
import { activityFilter, parseActivityQuery } from '../search-params'

const BATCH = 500
const MOST = 50_000

/** Everything that the same address shows, newest first, in batches; says so when it stops short. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const filter = activityFilter(parseActivityQuery(Object.fromEntries(params)), new Date())
  const reading = await readPage(async operator => {
    const records: ActivityRecord[] = []
    for (let beforeId = filter.beforeId; records.length < MOST; ) {
      const page = await listActivity(operator, {
        ...filter,
        ...(beforeId ? { beforeId } : {}),
        limit: BATCH,
      })
      records.push(...page.records)
      beforeId = page.records.at(-1)?.id
      if (page.records.length < BATCH) break
    }
    return records
  })
  if (!reading.ok) return new Response(reading.message, { status: 503 })
  const json = params.get('format') === 'json'
  const cut = reading.value.length >= MOST
  return new Response(
    json
      ? `${JSON.stringify({ complete: !cut, entries: reading.value }, null, 2)}\n`
      : activityCsv(reading.value),
    {
      headers: {
        'content-type': json ? 'application/json' : 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="activity.${json ? 'json' : 'csv'}"`,
        ...(cut ? { 'x-gatehouse-incomplete': `first ${MOST} entries` } : {}),
      },
    },
  )
}
