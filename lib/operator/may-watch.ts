import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { settings } from '@/lib/config/env'
import { isFromThisMachine } from '@/lib/operator/request-rules'
import { requireOperator } from '@/lib/operator/require-operator'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** `Bearer …`, compared without telling by the time it takes how much of it was right. */
export function holdsToken(authorization: string | null, token: string | null): boolean {
  const [, given] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? []
  return token !== null && given !== undefined && timingSafeEqual(digest(given), digest(token))
}

/** Whether figures of the running server may be told: to its own machine, to a watcher with the token, to who is signed in. */
export async function mayWatch(headers: Headers): Promise<boolean> {
  const { metricsToken, publicUrl } = settings()
  if (isFromThisMachine(headers, { publicUrl })) return true
  if (holdsToken(headers.get('authorization'), metricsToken)) return true
  return requireOperator().then(
    () => true,
    () => false,
  )
}
