import type { Inventory } from '@/lib/access/model/inventory'
import { listInWords } from '@/lib/format'
import { parseDocument } from '@/lib/iam/index'
import type { AccountChange } from './account-change'

const NAMED = 4

/** What a policy allows beside connecting, as spelled there. */
function otherActions(text: string): string[] {
  const statements = parseDocument(text).document?.statements ?? []
  const actions = statements.flatMap(({ effect, action }) => {
    if (effect !== 'Allow') return []
    if (!action) return ['what could not be read']
    if (action.not) return [`everything but ${action.patterns.join(', ')}`]
    return action.patterns.filter(pattern => !pattern.toLowerCase().startsWith('rds-db:'))
  })
  return [...new Set(actions.map(action => (action === '*' ? 'everything in AWS' : action)))]
}

interface Loss {
  policy: string
  actions: string[]
}

function lossesOf(change: AccountChange, inventory: Inventory): Loss[] {
  const source = (id: string) => inventory.policies.find(policy => policy.id === id)
  const whole = (id: string): Loss[] => {
    const policy = source(id)
    return policy ? [{ policy: policy.name, actions: otherActions(policy.text) }] : []
  }
  switch (change.kind) {
    case 'putInline':
      return []
    case 'leaveGroup':
      return (inventory.groups.find(group => group.name === change.group)?.policyIds ?? []).flatMap(whole)
    case 'replaceText': {
      const kept = new Set(otherActions(change.text))
      return whole(change.policyId).map(({ policy, actions }) => ({
        policy,
        actions: actions.filter(action => !kept.has(action)),
      }))
    }
    default:
      return whole(change.policyId)
  }
}

/** Rights beside connecting that some changes take away too, one sentence a policy. */
export function lostRights(changes: readonly AccountChange[], inventory: Inventory): string[] {
  const losses = new Map(
    changes.flatMap(change => lossesOf(change, inventory)).map(({ policy, actions }) => [policy, actions]),
  )
  return [...losses].flatMap(([policy, actions]) => {
    if (actions.length === 0) return []
    return [`What else ${policy} allows goes with it: ${listInWords(actions, NAMED)}.`]
  })
}
