import type { Principal } from '@/lib/access/model/principal'
import type { CompiledAccess } from './compile-access'
import { memoizePerReading } from './memoize-per-access'

function byPolicy({ inventory }: CompiledAccess, held: (principal: Principal) => string[]) {
  const holders = new Map<string, number[]>()
  inventory.principals.forEach((principal, index) => {
    for (const policyId of held(principal)) {
      const list = holders.get(policyId)
      if (list) list.push(index)
      else holders.set(policyId, [index])
    }
  })
  return holders
}

/** By policy: places of the principals that hold it as a policy of their own, attached, inline or through a group. */
export const policyHolders = memoizePerReading('policy holders', access =>
  byPolicy(access, ({ policies }) => policies.identity.map(item => item.policyId)),
)

/** By policy: places of the principals that it bounds. */
export const boundaryHolders = memoizePerReading('boundary holders', access =>
  byPolicy(access, ({ policies: { boundary } }) =>
    boundary && boundary !== 'unread' ? [boundary.policyId] : [],
  ),
)
