import 'server-only'
import { AppError } from '@/lib/errors'
import { recordsHealth } from '@/lib/records/pool'

/** Nothing is changed, and no database signed in to, that could not be recorded. */
export async function assertRecordable(): Promise<void> {
  const health = await recordsHealth()
  if (health.ok) return
  throw new AppError(
    'unavailable',
    `The records of this server cannot be written, so nothing was done. ${health.reason}`,
  )
}
