import { expect, it } from 'vitest'
import type { Difference } from '@/lib/provision/reconcile'
import type { UserIntent } from '@/lib/provision/user-intent'
import { mendChoices } from './chosen-mends'

const target = { accountId: '111122223333', region: 'us-east-1', resourceId: 'db-ORDERS', name: 'orders' }
const close = (name: string): UserIntent => ({ kind: 'close', user: { name, host: null } })
const common = { host: null, text: '', principals: [] }
const iam = (change: 'remove' | 'rename' | 'grant', databaseUser: string, to: string | null = null) =>
  ({ change, databaseUser, to, text: '' }) as const
const missing: Difference = {
  ...{ ...common, kind: 'missing', databaseUser: 'svc', inside: [close('svc')] },
  inIam: iam('remove', 'svc'),
}
const moved: Difference = {
  ...{ ...common, kind: 'notReady', databaseUser: 'api', inside: [close('api_iam')] },
  inIam: iam('rename', 'api', 'api_iam'),
}
const unreached: Difference = {
  ...{ ...common, kind: 'unreached', databaseUser: 'old', inside: [close('old')] },
  inIam: iam('grant', 'old'),
}
const targets = [{ target, readAt: '', differences: [missing, moved, unreached] }]
const all = { mayChange: true, mayGrant: true }
const names = ({ changes, grants }: ReturnType<ReturnType<typeof mendChoices>['mendsOf']>) => [
  changes.map(({ intent }) => intent.user.name),
  grants.map(({ databaseUser }) => databaseUser),
]

it('all means one mend of each, and both where the grants are to name who is made first', () => {
  const { suggested, mendsOf } = mendChoices(targets, all)
  expect(names(mendsOf(new Set(suggested)))).toEqual([['svc', 'api_iam', 'old'], ['api']])
})

it('making a user and taking back what names it rule each other out', () => {
  const { toggled, mendsOf } = mendChoices(targets, all)
  const inside = toggled(new Set(), target.resourceId, missing, 'inside')
  const both = toggled(inside, target.resourceId, missing, 'iam')
  expect(names(mendsOf(both))).toEqual([[], ['svc']])
  expect(names(mendsOf(toggled(both, target.resourceId, missing, 'iam')))).toEqual([[], []])
})

it('nobody is offered the half that they may not change', () => {
  const { every, suggested, mendsOf } = mendChoices(targets, { mayChange: false, mayGrant: true })
  expect(every).toHaveLength(2)
  expect(names(mendsOf(new Set(suggested)))).toEqual([[], ['svc', 'api']])
})
