import 'server-only'
import { asOf } from '@/lib/access/as-of'
import { lastReadingCosts } from '@/lib/aws/reading-costs'
import { metrics } from '@/lib/log/metrics'
import { knownReading } from '@/lib/services/load-inventory'

const NONE = -1
const secondsSince = (iso: string) => (Date.now() - Date.parse(iso)) / 1000

/** Prometheus text for machines that watch the server: numbers only, no names of the account. */
export async function getMetrics(): Promise<{ contentType: string; text: string }> {
  const reading = knownReading()
  metrics.inventoryAge.set(reading ? secondsSince(reading.readAt) : NONE)
  metrics.dataAge.set(reading ? secondsSince(asOf(reading)) : NONE)
  for (const [part, ms] of Object.entries(lastReadingCosts()?.parts ?? {}))
    metrics.readingParts.set({ part }, ms / 1000)
  return { contentType: metrics.registry.contentType, text: await metrics.registry.metrics() }
}
