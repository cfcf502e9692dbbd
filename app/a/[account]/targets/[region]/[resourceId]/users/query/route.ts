import { exportAnswer } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { getReadingWays } from '@/lib/services/databases/get-reading-ways'
import { refOf, type TargetParams } from '../../_components/read-target'

/** The query that reads the users by hand; empty where there is none for this engine. */
export async function GET(request: Request, { params }: { params: TargetParams }): Promise<Response> {
  const ref = await refOf(params)
  return exportAnswer(request, {
    name: 'gatehouse-reading',
    read: () => readPage(async context => (await getReadingWays(context, ref)).byHand?.sql ?? ''),
    write: { sql: text => text },
  })
}
