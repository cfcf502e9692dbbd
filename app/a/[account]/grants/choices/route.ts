import { failureStatus } from '@/lib/actions/failure-status'
import { readPage } from '@/lib/actions/read-page'
import { findGrantChoices, type GrantChoices } from '@/lib/services/grants/find-grant-choices'

export interface GrantChoicesReading extends GrantChoices {
  problem: string | null
}

/** What the pickers offer for `?kind=who|on&find=`. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const kind = query.get('kind') === 'on' ? 'on' : 'who'
  const find = (query.get('find') ?? '').slice(0, 200)
  const reading = await readPage(context => findGrantChoices(context, { kind, find }))
  const body: GrantChoicesReading = reading.ok
    ? { ...reading.value, problem: null }
    : { subjects: [], targets: [], more: 0, unread: null, problem: reading.message }
  return Response.json(body, { status: reading.ok ? 200 : failureStatus(reading) })
}
