import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { refreshInventory } from '@/lib/services/account/refresh-inventory'

/** Reads AWS again; the page asks for itself afterwards. */
export async function POST(): Promise<Response> {
  const reading = await readPage(context => refreshInventory(context))
  return Response.json(reading, { status: reading.ok ? 200 : failureStatus(reading) })
}
