import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { searchEverything } from '@/lib/services/shell/search-everything'

const LONGEST_QUERY = 200

/** What the palette shows for `?q=`. A page's reading, in JSON: same lock, same words when it fails. */
export async function GET(request: Request): Promise<Response> {
  const query = (new URL(request.url).searchParams.get('q') ?? '').slice(0, LONGEST_QUERY)
  return jsonAnswer(await readPage(context => searchEverything(context, query)))
}
