import { arnFields, parseArn } from './arn'
import { outsideCaller } from './outside-callers'
import type { TrustCaller } from './trust-caller'
import type { PreparedTrust } from './trust-policy'
import type { TrustPrincipal } from './trust-principal'

/**
 * Those outside the account whom some Allow of the trust policy could mean, and the account itself. Whether it does is
 * for `mayAssume` to say.
 */
export function trustedOutsiders(trust: PreparedTrust, home: string): TrustCaller[] {
  const callers = new Map<string, TrustCaller>()
  const add = (kind: TrustCaller['kind'], value: string) => {
    const caller = outsideCaller(kind, value)
    if (caller !== null) callers.set(`${kind} ${value}`, caller)
  }
  for (const { prepared, named } of trust.statements) {
    const { principal, condition } = prepared.statement
    if (!prepared.mayAllow || principal === null) continue
    const everybody = principal.not || named.some(({ kind }) => kind === 'anyone')
    if (everybody) {
      add('anyone', '*')
      add('saml', '*')
      add('oidc', '*')
      if ((condition ?? []).some(({ key }) => OF_SERVICES.test(key))) add('service', '*')
      for (const account of [home, ...accountsIn(condition ?? [])]) add('account', account)
    }
    for (const one of principal.not ? [] : named) if (isOutside(one, home)) add(kindOf(one), one.value)
  }
  return [...callers.values()]
}

/** Only services bring these: a star under such a condition is meant for them. */
const OF_SERVICES = /^aws:(source(account|arn|org.*)|principalservicename(slist)?|principalisawsservice)$/i

const CALLERS = new Set(['service', 'saml', 'oidc', 'account'])

function isOutside({ kind, value }: TrustPrincipal, home: string): boolean {
  if (CALLERS.has(kind)) return true
  return (kind === 'user' || kind === 'role' || kind === 'session') && parseArn(value)?.account !== home
}

const kindOf = ({ kind, value }: TrustPrincipal): TrustCaller['kind'] =>
  kind === 'session' && value.includes(':federated-user/') ? 'federatedUser' : (kind as TrustCaller['kind'])

/** Accounts that a condition on the principal names: they are let in as accounts, not as anyone. */
function accountsIn(conditions: readonly { key: string; values: readonly string[] }[]): string[] {
  return conditions.flatMap(({ key, values }) => {
    const accounts = /^aws:principalarn$/i.test(key)
      ? values.map(value => arnFields(value)[4] ?? '')
      : /^aws:principalaccount$/i.test(key)
        ? values
        : []
    return accounts.filter(account => /^\d{12}$/.test(account))
  })
}
