import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { getReadingStatus } from '@/lib/services/account/get-reading-status'

export const dynamic = 'force-dynamic'

/** For open pages: is there a newer answer? */
export async function GET(): Promise<Response> {
  return jsonAnswer(await readPage(context => getReadingStatus(context)))
}
