import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { getReadingStatus } from '@/lib/services/account/get-reading-status'

export const dynamic = 'force-dynamic'

/** For open pages: is there a newer answer? */
export async function GET(): Promise<Response> {
  const reading = await readPage(context => getReadingStatus(context))
  if (!reading.ok) return Response.json(reading, { status: failureStatus(reading) })
  return Response.json(reading.value, { headers: { 'cache-control': 'no-store' } })
}
