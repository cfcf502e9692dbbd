import 'server-only'
import { lastReadingCosts } from '@/lib/aws/reading-costs'
import { metrics } from '@/lib/log/metrics'
import { readingAges } from '@/lib/services/account/reading-cache'
import type { Context } from '@/lib/services/context'

const NONE = -1

/** Prometheus text for machines that watch the server: numbers only, no names of the account. */
export async function getMetrics({ account }: Context): Promise<{ contentType: string; text: string }> {
  const ages = readingAges(account)
  metrics.inventoryAge.set(ages?.attempt ?? NONE)
  metrics.dataAge.set(ages?.data ?? NONE)
  for (const [part, ms] of Object.entries(lastReadingCosts(account)?.parts ?? {}))
    metrics.readingParts.set({ part }, ms / 1000)
  return { contentType: metrics.registry.contentType, text: await metrics.registry.metrics() }
}
