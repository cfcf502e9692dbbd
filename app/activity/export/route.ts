import { asJson, exportAnswer, exportFile } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { textFailure } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { exportActivity } from '@/lib/services/activity/export-activity'
import { verifyActivity } from '@/lib/services/activity/verify-activity'
import type { Context } from '@/lib/services/context'
import { activityCsv } from '../_components/activity-csv'
import { activityFilter, filterWords, parseActivityQuery } from '../search-params'

/** Everything that the same address shows, newest first; `format=head`: only where the log ends. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const formats = params.getAll('format')
  if (formats.length === 1 && formats[0] === 'head') return exportHead()
  const query = parseActivityQuery(Object.fromEntries(params))
  const filter = activityFilter(query, new Date())
  let incomplete: string | null = null
  const answer = await exportAnswer(request, {
    name: 'activity',
    read: async () => {
      const asWritten = formats[0] === 'json'
      const reading = await readPage(context => exportActivity(context, filter, { asWritten }))
      if (reading.ok && !reading.value.complete) incomplete = `first ${reading.value.entries.length} entries`
      return reading
    },
    write: {
      csv: ({ entries }) => activityCsv(entries),
      json: ({ entries, complete, onlyOf }) => {
        const [newest] = entries
        const head = newest ? { id: newest.id, hash: newest.hash, seal: newest.seal } : null
        return asJson({ complete, filter: filterWords(query, onlyOf), head, entries })
      },
    },
    about: ({ entries, complete, onlyOf }) => ({
      asOf: null,
      notRead: complete ? [] : [`entries before ${entries.at(-1)?.id}`],
      leftOut: filterWords(query, onlyOf),
    }),
  })
  if (incomplete !== null) answer.headers.set('x-gatehouse-incomplete', incomplete)
  return answer
}

async function exportHead(): Promise<Response> {
  const reading = await readPage(readHead)
  return reading.ok ? exportFile('audit-head', 'json', asJson(reading.value)) : textFailure(reading)
}

/** What an auditor keeps elsewhere, to compare the log with later. A broken log has no head worth keeping. */
async function readHead(context: Context) {
  const { headId: id, head: hash, headSeal: seal, checkedAt, fault } = await verifyActivity(context)
  if (fault) throw new AppError('conflict', `${fault.sentence} Its head is not exported.`)
  if (hash === null) throw new AppError('notFound', 'The log is empty: it has no head yet.')
  return { id, hash, seal, checkedAt }
}
