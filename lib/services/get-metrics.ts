import 'server-only'
import { lastReadingCosts } from '@/lib/aws/reading-costs'
import { metrics } from '@/lib/log/metrics'
import { inventoryAge } from '@/lib/services/load-inventory'

/** Prometheus text for machines that watch the server: numbers only, no names of the account. */
export async function getMetrics(): Promise<{ contentType: string; text: string }> {
  const age = inventoryAge()
  metrics.inventoryAge.set(age === null ? -1 : age / 1000)
  for (const [part, ms] of Object.entries(lastReadingCosts()?.parts ?? {}))
    metrics.readingParts.set({ part }, ms / 1000)
  return { contentType: metrics.registry.contentType, text: await metrics.registry.metrics() }
}
