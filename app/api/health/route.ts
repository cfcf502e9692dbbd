import { mayWatch } from '@/lib/operator/may-watch'
import { contextOfJob } from '@/lib/services/context'
import { getHealth } from '@/lib/services/shell/get-health'

export const dynamic = 'force-dynamic'

/** Alive, as it answers; with `?ready` 503 while changes cannot be recorded. Strangers learn no more than that. */
export async function GET(request: Request): Promise<Response> {
  const asksReady = new URL(request.url).searchParams.has('ready')
  const isWatcher = await mayWatch(request.headers)
  if (!asksReady && !isWatcher) return Response.json({ status: 'ok' })
  const { ready, ...details } = await getHealth(contextOfJob('health check', []))
  const isFine = ready || !asksReady
  const status = isFine ? 'ok' : 'unavailable'
  return Response.json(isWatcher ? { status, ...details } : { status }, { status: isFine ? 200 : 503 })
}
