import 'server-only'
import type { STSClient } from '@aws-sdk/client-sts'
import { type Account, accountPart } from '@/lib/account'

const clockOf = accountPart('clock', () => ({ offsetMs: 0 }))

/** What a header in whole seconds, and the way here, can be wrong by. */
const CERTAIN_MS = 5_000

/** How far AWS's clock is ahead of this server's, in milliseconds; 0: not measurably, or nothing has answered yet. */
export const clockOffset = (account: Account): number => clockOf(account).offsetMs

const WORTH_SAYING_MS = 60_000

/** `7 min behind AWS's`; null: right, as far as is known. */
export function clockInWords(account: Account): string | null {
  const offsetMs = clockOffset(account)
  const minutes = Math.round(Math.abs(offsetMs) / 60_000)
  if (Math.abs(offsetMs) < WORTH_SAYING_MS) return null
  const off = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
  return `${off} ${offsetMs > 0 ? 'behind' : 'ahead of'} AWS's`
}

/** The time as AWS has it: what it signs by, and what it checks an end against. */
export const awsNow = (account: Account): Date => new Date(Date.now() + clockOffset(account))

interface Answer {
  headers?: Record<string, string | undefined>
}

function measure(account: Account, { headers = {} }: Answer, sentAt: number, receivedAt: number): void {
  const date = Date.parse(headers.date ?? '')
  // The page of a proxy sets nobody's clock.
  if (Number.isNaN(date) || headers['x-amzn-requestid'] === undefined) return
  const offset = date + 500 - (sentAt + receivedAt) / 2
  clockOf(account).offsetMs = Math.abs(offset) < CERTAIN_MS ? 0 : offset
}

/** For tests: no answer came yet. */
export function forgetClock(account: Account): void {
  clockOf(account).offsetMs = 0
}

/** Reads AWS's clock from every answer of the client, refusals too: the first that a wrong clock gets is one. */
export function readingClock<Client extends Pick<STSClient, 'middlewareStack'>>(
  account: Account,
  client: Client,
): Client {
  client.middlewareStack.add(
    next => async args => {
      const sentAt = Date.now()
      const result = await next(args)
      measure(account, result.response as Answer, sentAt, Date.now())
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'readClock' },
  )
  return client
}
