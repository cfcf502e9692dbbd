import { coverageOf } from '@/app/_export/audit-zip'
import { exportAnswer } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { listTargets } from '@/lib/services/targets/list-targets'
import { selectTargets } from '../_components/select-targets'
import { targetsCsv } from '../_components/targets-csv'
import { parseTargetQuery } from '../search-params'

/** The rows that the same address shows, as CSV. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const query = parseTargetQuery(Object.fromEntries([...params.keys()].map(key => [key, params.getAll(key)])))
  return exportAnswer(request, {
    name: 'targets',
    read: () => readPage(context => listTargets(context)),
    write: { csv: reading => targetsCsv(selectTargets(reading.rows, query), reading) },
    about: ({ readAt, caveats }) => ({ asOf: readAt, notRead: coverageOf(caveats) }),
  })
}
