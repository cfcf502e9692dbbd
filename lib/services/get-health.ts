import 'server-only'
import { recordsHealth } from '@/lib/records/pool'
import { inventoryAge } from '@/lib/services/load-inventory'
import packageJson from '@/package.json'

export interface Health {
  /** Whether changes can be recorded now; without that none is made. */
  ready: boolean
  version: string
  records: 'ok' | 'unavailable' | 'starting'
  inventoryAgeSeconds: number | null
}

const PATIENCE_MS = 1_000

/** For machines that watch the server: no operator, and nothing about the account. */
export async function getHealth(): Promise<Health> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<'starting'>(resolve => {
    timer = setTimeout(() => resolve('starting'), PATIENCE_MS)
  })
  const health = recordsHealth().then(({ ok }): Health['records'] => (ok ? 'ok' : 'unavailable'))
  const records = await Promise.race([health, patience])
  clearTimeout(timer)
  const age = inventoryAge()
  return {
    ready: records === 'ok',
    version: packageJson.version,
    records,
    inventoryAgeSeconds: age === null ? null : Math.round(age / 1000),
  }
}
