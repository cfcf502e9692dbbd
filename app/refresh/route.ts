import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { refreshInventory } from '@/lib/services/account/refresh-inventory'

/** Reads AWS again; the page asks for itself afterwards. */
export async function POST(): Promise<Response> {
  return jsonAnswer(await readPage(context => refreshInventory(context)))
}
