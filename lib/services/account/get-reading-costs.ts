import 'server-only'
import { lastReadingCosts, type ReadingCosts } from '@/lib/aws/reading-costs'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'

/** What the last reading of the account asked of AWS, the most asked first; null: nothing was read yet. */
export async function getReadingCosts(context: Context): Promise<ReadingCosts | null> {
  assertCan(context, 'read')
  const costs = lastReadingCosts(context.account)
  if (!costs) return null
  const descending = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).toSorted(([, a], [, b]) => b - a))
  return { ...costs, calls: descending(costs.calls), parts: descending(costs.parts) }
}
