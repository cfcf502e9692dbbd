import 'server-only'
import { type Account, accountPart } from '@/lib/account'

const queueOf = accountPart('simulator turn', () => ({ last: Promise.resolve() as Promise<unknown> }))

/** One call to AWS's policy simulator at a time, whoever asks: it is throttled early, and askers would slow each other. */
export function inSimulatorTurn<T>(account: Account, call: () => Promise<T>): Promise<T> {
  const queue = queueOf(account)
  const turn = queue.last.then(call)
  queue.last = turn.catch(() => undefined)
  return turn
}
