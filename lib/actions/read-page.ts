import 'server-only'
import type { Failure } from '@/lib/actions/action-state'
import { describeFailure } from '@/lib/actions/describe-failure'
import { metrics } from '@/lib/log/metrics'
import type { Operator } from '@/lib/operator/operator'
import { requireOperator } from '@/lib/operator/require-operator'
import { whileRunning } from '@/lib/running'

export type PageReading<T> = { ok: true; value: T } | ({ ok: false } & Failure)

/** For pages that read: the answer, or a clear sentence instead of a crash. */
export async function readPage<T>(run: (operator: Operator) => Promise<T>): Promise<PageReading<T>> {
  const stop = metrics.verbs.startTimer({ door: 'page' })
  try {
    const operator = await requireOperator()
    const value = await whileRunning('reading', () => run(operator))
    stop({ outcome: 'done' })
    return { ok: true, value }
  } catch (error) {
    const { fields: _fields, ...failure } = describeFailure(error, 'page')
    stop({ outcome: failure.code })
    return { ok: false, ...failure }
  }
}
