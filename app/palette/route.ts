import type { PaletteReading } from '@/components/palette-items'
import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { searchEverything } from '@/lib/services/shell/search-everything'

const LONGEST_QUERY = 200

/** What the palette shows for `?q=`. A page's reading, in JSON: same lock, same words when it fails. */
export async function GET(request: Request): Promise<Response> {
  const query = (new URL(request.url).searchParams.get('q') ?? '').slice(0, LONGEST_QUERY)
  const reading = await readPage(context => searchEverything(context, query))
  const body: PaletteReading = reading.ok
    ? { ...reading.value, problem: null }
    : { items: [], notSearched: null, problem: reading.message }
  return Response.json(body, { status: reading.ok ? 200 : failureStatus(reading) })
}
