import 'server-only'
import type { STSClient } from '@aws-sdk/client-sts'

const kept = globalThis as typeof globalThis & { gatehouseAwsClock?: number }

/** What a header in whole seconds, and the way here, can be wrong by. */
const CERTAIN_MS = 5_000

/** How far AWS's clock is ahead of this server's, in milliseconds; 0: not measurably, or nothing has answered yet. */
export const clockOffset = (): number => kept.gatehouseAwsClock ?? 0

const WORTH_SAYING_MS = 60_000

/** `7 min behind AWS's`; null: right, as far as is known. */
export function clockInWords(): string | null {
  const minutes = Math.round(Math.abs(clockOffset()) / 60_000)
  if (Math.abs(clockOffset()) < WORTH_SAYING_MS) return null
  const off = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
  return `${off} ${clockOffset() > 0 ? 'behind' : 'ahead of'} AWS's`
}

/** The time as AWS has it: what it signs by, and what it checks an end against. */
export const awsNow = (): Date => new Date(Date.now() + clockOffset())

interface Answer {
  headers?: Record<string, string | undefined>
}

function measure({ headers = {} }: Answer, sentAt: number, receivedAt: number): void {
  const date = Date.parse(headers.date ?? '')
  // The page of a proxy sets nobody's clock.
  if (Number.isNaN(date) || headers['x-amzn-requestid'] === undefined) return
  const offset = date + 500 - (sentAt + receivedAt) / 2
  kept.gatehouseAwsClock = Math.abs(offset) < CERTAIN_MS ? 0 : offset
}

/** For tests: no answer came yet. */
export function forgetClock(): void {
  kept.gatehouseAwsClock = 0
}

/** Reads AWS's clock from every answer of the client, refusals too: the first that a wrong clock gets is one. */
export function readingClock<Client extends Pick<STSClient, 'middlewareStack'>>(client: Client): Client {
  client.middlewareStack.add(
    next => async args => {
      const sentAt = Date.now()
      const result = await next(args)
      measure(result.response as Answer, sentAt, Date.now())
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'readClock' },
  )
  return client
}
