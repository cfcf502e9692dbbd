import { log } from '@/lib/log/log'
import { metrics } from '@/lib/log/metrics'
import { startUp } from '@/lib/services/jobs/start-up'

export function start(): void {
  startUp()
}

interface FailedRequest {
  path: string
  method: string
  route: string
}

/** What escaped every door. The query is left out: it may hold the launch key. */
export function reportRequestError(error: unknown, { path, method, route }: FailedRequest): void {
  metrics.errors.inc()
  log.error({ err: error, method, path: path.split('?')[0], route }, 'request failed')
}
