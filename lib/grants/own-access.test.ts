import { expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { GrantIntent } from './intent'
import { planGrant } from './plan'
import { inventory, managed, ordersId, role, user } from './testing/sample-account'

const analyst = role('data-analyst')
const own = role('gatehouse')
const namesake = role('gatehouse-two')
const ready = { [ordersId]: ['metrics'] }

function problemsOf(principals: string[], account: Inventory, placement?: GrantIntent['placement']) {
  const connections = [
    { accountId: '111122223333', region: 'us-east-1', resourceId: ordersId, databaseUsers: ['metrics'] },
  ]
  const intent: GrantIntent = {
    principals,
    connections,
    placement: placement ?? { kind: 'newManaged', policyName: 'gh-metrics' },
  }
  return planGrant(intent, compileAccess(account)).problems
}

const refusal = (field: string, words: string) => [
  { field, message: expect.stringMatching(new RegExp(`${words}.*what Gatehouse itself runs as`)) },
]

it('gives nothing to the role that Gatehouse runs as, though its session has another ARN', () => {
  const account = inventory({ principals: [analyst, own, namesake], readyUsers: ready })
  expect(problemsOf([own.arn], account)).toEqual(refusal('principals', 'role/gatehouse'))
  expect(problemsOf([analyst.arn, own.arn], account)).toEqual(refusal('principals', 'role/gatehouse'))
  expect(problemsOf([analyst.arn, namesake.arn], account)).toEqual([])
})

it('knows it under a path too', () => {
  const deep = role('gatehouse', [], { arn: 'arn:aws:iam::111122223333:role/platform/tools/gatehouse' })
  const account = inventory({ principals: [analyst, deep], readyUsers: ready })
  expect(problemsOf([deep.arn], account)).toEqual(refusal('principals', 'role/gatehouse'))
})

it('gives nothing to the user that Gatehouse runs as, nor to a group that holds it', () => {
  const runner = user('runner', ['tools'], [])
  const tools = {
    arn: 'arn:aws:iam::111122223333:group/tools',
    name: 'tools',
    policyIds: [],
    memberArns: [runner.arn],
  }
  const account = {
    ...inventory({ principals: [analyst, runner], groups: [tools], readyUsers: ready }),
    callerArn: runner.arn,
  }
  expect(problemsOf([runner.arn], account)).toEqual(refusal('principals', 'user/runner'))
  expect(problemsOf([tools.arn], account)).toEqual(refusal('principals', 'group/tools holds user/runner'))
})

it('does not widen a policy that it holds itself', () => {
  const shared = managed('shared', [{ Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' }])
  const holder = role('gatehouse', [shared.id])
  const account = inventory({ principals: [analyst, holder], policies: [shared], readyUsers: ready })
  const placement = { kind: 'existingManaged', policyArn: shared.id } as const
  expect(problemsOf([analyst.arn], account, placement)).toEqual(refusal('placement', 'role/gatehouse too'))
})
