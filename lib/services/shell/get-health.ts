import 'server-only'
import { recordsHealth } from '@/lib/records/pool'
import { readingAges } from '@/lib/services/account/reading-cache'
import type { Context } from '@/lib/services/context'
import packageJson from '@/package.json'

export interface Health {
  /** Whether changes can be recorded now; without that none is made. */
  ready: boolean
  version: string
  records: 'ok' | 'unavailable' | 'starting'
  /** Since the account was last read. */
  inventoryAgeSeconds: number | null
  /** Since the oldest part of what is shown was read: more than the above where a part is kept from before. */
  dataAgeSeconds: number | null
}

const PATIENCE_MS = 1_000

/** For machines that watch the server: no operator, and nothing about the account. */
export async function getHealth({ account }: Context): Promise<Health> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<'starting'>(resolve => {
    timer = setTimeout(() => resolve('starting'), PATIENCE_MS)
  })
  const health = recordsHealth().then(({ ok }): Health['records'] => (ok ? 'ok' : 'unavailable'))
  const records = await Promise.race([health, patience])
  clearTimeout(timer)
  const ages = readingAges(account)
  return {
    ready: records === 'ok',
    version: packageJson.version,
    records,
    inventoryAgeSeconds: ages && Math.round(ages.attempt),
    dataAgeSeconds: ages && Math.round(ages.data),
  }
}
