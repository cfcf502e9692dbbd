import type { NextRequest } from 'next/server'
import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { parseRecent, RECENT_COOKIE } from '@/lib/preferences'
import { searchEverything } from '@/lib/services/shell/search-everything'

const LONGEST_QUERY = 200

/** What the palette shows for `?q=`. A page's reading, in JSON: same lock, same words when it fails. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = (request.nextUrl.searchParams.get('q') ?? '').slice(0, LONGEST_QUERY)
  const recent = parseRecent(request.cookies.get(RECENT_COOKIE)?.value).map(({ resourceId }) => resourceId)
  return jsonAnswer(await readPage(context => searchEverything(context, query, { recent })))
}
