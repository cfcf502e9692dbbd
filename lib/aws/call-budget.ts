import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { type Account, accountPart } from '@/lib/account'

/**
 * AWS publishes no rate for reading calls of IAM and RDS, and everything in the account shares it: readings that nobody waits
 * for leave room for others.
 */
const CALLS_A_MINUTE = 1_800

/** A bucket that fills steadily: an answer of 0 is "now", else so many milliseconds to wait for the turn that was taken. */
export class CallBudget {
  #left: number
  #at: number

  constructor(
    readonly perMinute: number,
    now: number,
  ) {
    this.#left = perMinute
    this.#at = now
  }

  take(now: number): number {
    const perMs = this.perMinute / 60_000
    this.#left = Math.min(this.perMinute, this.#left + (now - this.#at) * perMs)
    this.#at = now
    this.#left -= 1
    return this.#left >= 0 ? 0 : Math.ceil(-this.#left / perMs)
  }
}

const budgetOf = accountPart('call budget', () => new CallBudget(CALLS_A_MINUTE, Date.now()))

/** Waits until a reading in the background may ask AWS again. */
export async function turnInBudget(account: Account): Promise<void> {
  const delayMs = budgetOf(account).take(Date.now())
  if (delayMs > 0) await wait(delayMs)
}
