import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { planToken } from '@/lib/services/tokens/plan-token'

type Context = { params: Promise<{ account: string }> }

/** What is known before a token is issued, in JSON: nothing is signed. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { account } = await params
  const query = new URL(request.url).searchParams
  const value = (name: string) => (query.get(name) ?? '').slice(0, 2048)
  const asked = {
    accountId: account,
    region: value('region'),
    resourceId: value('resourceId'),
    databaseUser: value('user'),
    signAs: value('as') || 'caller',
  }
  return jsonAnswer(await readPage(context => planToken(context, asked)))
}
