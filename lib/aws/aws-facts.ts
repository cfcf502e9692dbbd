import 'server-only'
import { type Account, accountPart } from '@/lib/account'

/** A fact under its own date: when it was read, not when it was last looked at. */
export interface Dated<T> {
  value: T
  /** ISO. */
  at: string
}

interface Fact {
  fact: Promise<Dated<unknown>>
  until: number
}

const factsOf = accountPart('facts', () => new Map<string, Fact>())

/** Slow facts of AWS (what a class supports, a parameter's value), asked once an account and time span. A failure is not kept. */
export async function awsFact<T>(
  account: Account,
  key: string,
  milliseconds: number,
  read: () => Promise<T>,
): Promise<T> {
  const { value } = await datedAwsFact(account, key, milliseconds, read)
  return value
}

/** The same with the date of the fact, for whoever says how old it is. */
export function datedAwsFact<T>(
  account: Account,
  key: string,
  milliseconds: number,
  read: () => Promise<T>,
): Promise<Dated<T>> {
  const facts = factsOf(account)
  const known = facts.get(key)
  if (known && known.until > Date.now()) return known.fact as Promise<Dated<T>>
  const at = new Date().toISOString()
  const fact = read().then(value => ({ value, at }))
  const entry = { fact, until: Date.now() + milliseconds }
  facts.set(key, entry)
  fact.catch(() => {
    if (facts.get(key) === entry) facts.delete(key)
  })
  return fact
}

/** All, or those whose keys begin so. */
export function dropAwsFacts(account: Account, beginning = ''): void {
  const facts = factsOf(account)
  for (const key of facts.keys()) if (key.startsWith(beginning)) facts.delete(key)
}
