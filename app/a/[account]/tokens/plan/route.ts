import type { Failure } from '@/lib/actions/action-state'
import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { planToken, type TokenPlan } from '@/lib/services/tokens/plan-token'

export type TokenPlanReading = { ok: true; value: TokenPlan } | ({ ok: false } & Failure)

type Context = { params: Promise<{ account: string }> }

/** What is known before a token is issued, in JSON: nothing is signed. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { account } = await params
  const query = new URL(request.url).searchParams
  const value = (name: string) => (query.get(name) ?? '').slice(0, 2048)
  const reading: TokenPlanReading = await readPage(context =>
    planToken(context, {
      accountId: account,
      region: value('region'),
      resourceId: value('resourceId'),
      databaseUser: value('user'),
      signAs: value('as') || 'caller',
    }),
  )
  return Response.json(reading, { status: reading.ok ? 200 : failureStatus(reading) })
}
