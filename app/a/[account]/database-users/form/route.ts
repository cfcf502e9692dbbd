import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { getUserForm } from '@/lib/services/databases/get-user-form'

type Context = { params: Promise<{ account: string }> }

/** What a change of a database user can be chosen from, in JSON. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { account } = await params
  const query = new URL(request.url).searchParams
  const value = (name: string) => (query.get(name) ?? '').slice(0, 256)
  const target = { accountId: account, region: value('region'), resourceId: value('resourceId') }
  return jsonAnswer(await readPage(context => getUserForm(context, target)))
}
