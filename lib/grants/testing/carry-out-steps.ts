import type { Inventory } from '@/lib/access/model/inventory'
import type { PlanStep } from '@/lib/grants/grant-plan'

type Held = Inventory['principals'][number]['policies']['identity']

/** What IAM makes of some calls, told apart from the planner's own bookkeeping. For tests only. */
export function carriedOut(inventory: Inventory, steps: readonly PlanStep[]): Inventory {
  return steps.reduce((account, { call }) => step(account, call.action, call.input), inventory)
}

function step(account: Inventory, action: string, input: Record<string, unknown>): Inventory {
  const value = (name: string) => String(input[name])
  const withText = (id: string, text: string, versionId: string | null) => ({
    ...account,
    policies: [
      ...account.policies.filter(policy => policy.id !== id),
      {
        id,
        name: id.split(/[#/]/).at(-1) ?? id,
        kind: id.includes('#') ? ('inline' as const) : ('customerManaged' as const),
        versionId,
        text,
      },
    ],
  })
  const holding = (change: (held: Held, arn: string, groups: string[]) => Held): Inventory => ({
    ...account,
    principals: account.principals.map(principal => {
      const { policies, arn, groups } = principal
      return { ...principal, policies: { ...policies, identity: change(policies.identity, arn, groups) } }
    }),
  })
  if (action === 'DeletePolicyVersion') return account
  if (action === 'CreatePolicyVersion') return withText(value('PolicyArn'), value('PolicyDocument'), 'v9')
  if (action === 'RemoveUserFromGroup')
    return holding((held, arn) =>
      arn.endsWith(`:user/${value('UserName')}`)
        ? held.filter(item => item.viaGroup !== value('GroupName'))
        : held,
    )
  const [, verb, kind = ''] = /^(Put|Delete|Detach)(User|Role|Group)Policy$/.exec(action) ?? []
  if (!verb) throw new Error(`${action} is not known here`)
  const group = kind === 'Group' ? value('GroupName') : null
  const own = `arn:aws:iam::${account.accountId}:${kind.toLowerCase()}/${value(`${kind}Name`)}`
  const id = verb === 'Detach' ? value('PolicyArn') : `${own}#${value('PolicyName')}`
  const concerns = (arn: string, groups: string[]) => (group === null ? arn === own : groups.includes(group))
  if (verb !== 'Put')
    return holding((held, arn, groups) =>
      concerns(arn, groups) ? held.filter(item => item.policyId !== id || item.viaGroup !== group) : held,
    )
  const attached = holding((held, arn, groups) =>
    concerns(arn, groups) && !held.some(item => item.policyId === id)
      ? [...held, { policyId: id, viaGroup: group }]
      : held,
  )
  return { ...withText(id, value('PolicyDocument'), null), principals: attached.principals }
}
