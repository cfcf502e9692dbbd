import { asJson, exportAnswer, exportFile, sentence } from '@/app/_export/export-file'
import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { exportActivity } from '@/lib/services/activity/export-activity'
import { verifyActivity } from '@/lib/services/activity/verify-activity'
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
  })
  if (incomplete !== null) answer.headers.set('x-gatehouse-incomplete', incomplete)
  return answer
}

/** What an auditor keeps elsewhere, to compare the log with later. A broken log has no head worth keeping. */
async function exportHead(): Promise<Response> {
  const reading = await readPage(context => verifyActivity(context))
  if (!reading.ok) return sentence(reading.message, failureStatus(reading))
  const { headId: id, head: hash, headSeal: seal, checkedAt, fault } = reading.value
  if (fault) return sentence(`${fault.sentence} Its head is not exported.`, 409)
  if (hash === null) return sentence('The log is empty: it has no head yet.', 404)
  return exportFile('audit-head', 'json', asJson({ id, hash, seal, checkedAt }))
}
