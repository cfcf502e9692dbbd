import 'server-only'
import type { Failure } from '@/lib/actions/action-state'
import { describeFailure } from '@/lib/actions/describe-failure'
import { metrics } from '@/lib/log/metrics'
import { whileRunning } from '@/lib/running'
import { type Context, contextOfRequest } from '@/lib/services/context'

export type PageReading<T> = { ok: true; value: T } | ({ ok: false } & Failure)

/** For pages that read: the answer, or a clear sentence instead of a crash. */
export async function readPage<T>(run: (context: Context) => Promise<T>): Promise<PageReading<T>> {
  const stop = metrics.verbs.startTimer({ door: 'page' })
  try {
    const context = await contextOfRequest()
    const value = await whileRunning('reading', () => run(context))
    stop({ outcome: 'done' })
    return { ok: true, value }
  } catch (error) {
    const { fields: _fields, ...failure } = describeFailure(error, 'page')
    stop({ outcome: failure.code })
    return { ok: false, ...failure }
  }
}
