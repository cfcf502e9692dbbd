import 'server-only'
import type { Failure } from '@/lib/actions/action-state'
import { describeFailure } from '@/lib/actions/describe-failure'
import { metrics } from '@/lib/log/metrics'
import { addressAccount } from '@/lib/operator/address-account'
import { whileRunning } from '@/lib/running'
import { assertReads, type Context, contextOfRequest } from '@/lib/services/context'

export type PageReading<T> = { ok: true; value: T } | ({ ok: false } & Failure)

/**
 * For pages that read: the answer, or a clear sentence instead of a crash.
 * @param of the account that is read; that of the address where nothing is said
 */
export async function readPage<T>(
  run: (context: Context) => Promise<T>,
  of?: string,
): Promise<PageReading<T>> {
  const stop = metrics.verbs.startTimer({ door: 'page' })
  try {
    const accountId = of ?? (await addressAccount())
    const context = await contextOfRequest(accountId)
    const value = await whileRunning('reading', () => run(context))
    // The first reading says whose credentials these are: only now is it known that the answer is of the account asked for.
    assertReads(context.account, accountId)
    stop({ outcome: 'done' })
    return { ok: true, value }
  } catch (error) {
    const { fields: _fields, ...failure } = describeFailure(error, 'page')
    stop({ outcome: failure.code })
    return { ok: false, ...failure }
  }
}
