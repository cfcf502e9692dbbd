import { HOME } from '@/lib/account-name'

/**
 * One AWS account as this server knows it. All that is known of it hangs here, part by part: its clients, the reading, what was
 * worked out of it, what was found, who is writing. Nothing else of the domain lives as long as the process.
 */
export interface Account {
  /** Twelve digits; null until AWS has said whose credentials these are. */
  id: string | null
  /** Whose credentials AWS must say these are; null for the home account, which is of whoever they are. */
  readonly expectedId: string | null
  readonly reach: Reach
  readonly parts: Map<string, unknown>
}

/** With whose credentials AWS is asked about an account. */
export type Reach = { by: 'ownCredentials' }

// Pages, routes and actions are separate bundles: what is one per process hangs on the global object.
const shared = globalThis as typeof globalThis & { gatehouseAccounts?: Map<string, Account> }

export function newAccount(expectedId: string | null = null): Account {
  return { id: expectedId, expectedId, reach: { by: 'ownCredentials' }, parts: new Map() }
}

function accounts(): Map<string, Account> {
  shared.gatehouseAccounts ??= new Map()
  return shared.gatehouseAccounts
}

function accountUnder(key: string, expectedId: string | null): Account {
  const account = accounts().get(key) ?? newAccount(expectedId)
  accounts().set(key, account)
  return account
}

export const homeAccount = (): Account => accountUnder(HOME, null)

/** One object for one account, whoever asks for it: who writes in it and who listens is known there alone. */
export function accountOf(id: string): Account {
  const home = homeAccount()
  return home.id === id ? home : accountUnder(id, id)
}

/** All of which this server knows anything, the home account among them. */
export const knownAccounts = (): Account[] => [...accounts().values()]

/** What one room keeps of an account: made when it is first asked for, under a name that no other room uses. */
export function accountPart<Part>(name: string, make: () => Part) {
  return (account: Account): Part => {
    const known = account.parts.get(name)
    if (known !== undefined) return known as Part
    const part = make()
    account.parts.set(name, part)
    return part
  }
}
