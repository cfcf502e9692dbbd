import 'server-only'
import type { Failure } from '@/lib/actions/action-state'
import { describeFailure } from '@/lib/actions/describe-failure'
import type { Operator } from '@/lib/operator/operator'
import { requireOperator } from '@/lib/operator/require-operator'

export type PageReading<T> = { ok: true; value: T } | ({ ok: false } & Failure)

/** For pages that read: the answer, or a clear sentence instead of a crash. */
export async function readPage<T>(run: (operator: Operator) => Promise<T>): Promise<PageReading<T>> {
  try {
    return { ok: true, value: await run(await requireOperator()) }
  } catch (error) {
    const { fields: _fields, ...failure } = describeFailure(error, 'page')
    return { ok: false, ...failure }
  }
}
