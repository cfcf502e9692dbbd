import { HOME } from '@/lib/account-name'

/**
 * One AWS account as this server knows it. All that is known of it hangs here, part by part: its clients, the reading, what was
 * worked out of it, what was found, who is writing. Nothing else of the domain lives as long as the process.
 */
export interface Account {
  /** Twelve digits; null until AWS has said whose credentials these are. */
  id: string | null
  readonly parts: Map<string, unknown>
}

// Pages, routes and actions are separate bundles: what is one per process hangs on the global object.
const shared = globalThis as typeof globalThis & { gatehouseAccounts?: Map<string, Account> }

export function newAccount(): Account {
  return { id: null, parts: new Map() }
}

export function homeAccount(): Account {
  shared.gatehouseAccounts ??= new Map()
  const known = shared.gatehouseAccounts.get(HOME)
  if (known) return known
  const account = newAccount()
  shared.gatehouseAccounts.set(HOME, account)
  return account
}

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
