import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { findGrantChoices } from '@/lib/services/grants/find-grant-choices'

/** What the pickers offer for `?kind=who|on&find=`. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const kind = query.get('kind') === 'on' ? 'on' : 'who'
  const find = (query.get('find') ?? '').slice(0, 200)
  return jsonAnswer(await readPage(context => findGrantChoices(context, { kind, find })))
}
