import { mayWatch } from '@/lib/operator/may-watch'
import { plainResponse } from '@/lib/operator/plain-page'
import { contextOfJob } from '@/lib/services/context'
import { getMetrics } from '@/lib/services/shell/get-metrics'

export const dynamic = 'force-dynamic'

export async function GET(request: Request): Promise<Response> {
  if (!(await mayWatch(request.headers)))
    return plainResponse(
      401,
      'Not for everybody',
      'Figures are told to this machine, to who is signed in, and to who sends GATEHOUSE_METRICS_TOKEN as a bearer token.',
    )
  const { contentType, text } = await getMetrics(contextOfJob('metrics', []))
  return new Response(text, { headers: { 'content-type': contentType } })
}
