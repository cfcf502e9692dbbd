import { expect, it } from 'vitest'
import {
  allow,
  bounded,
  holding,
  sampleInventory,
  samplePolicy,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import { heldPolicies, unreadHeld } from './held-policies'

it('lists what a user holds with size, limit and whether it speaks of connecting', () => {
  const s3 = samplePolicy(
    'arn:aws:iam::111122223333:policy/s3',
    [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    'customerManaged',
  )
  const broken = samplePolicy('arn:aws:iam::111122223333:policy/broken', '{', 'customerManaged')
  const edge = samplePolicy(
    'arn:aws:iam::111122223333:policy/edge',
    [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    'customerManaged',
  )
  const cast = bounded(holding(sampleUser('ana', [allow('app')]), s3, broken), edge)
  const found = heldPolicies(sampleInventory({ cast: [cast] }), cast.principal)
  expect(
    found.map(({ name, limit, mentionsConnect, boundary }) => [name, limit, mentionsConnect, boundary]),
  ).toEqual([
    ['ana-access', 2048, true, false],
    ['s3', 6144, false, false],
    ['broken', 6144, true, false],
    ['edge', 6144, true, true],
  ])
  expect(found[1]?.size).toBe(JSON.stringify(JSON.parse(s3.text)).length)
})

it('names what is held and was not read, so that nobody says it holds none', () => {
  const { principal } = sampleUser('ana', [])
  const identity = [
    { policyId: 'arn:aws:iam::111122223333:group/ops#policies', viaGroup: 'ops' },
    { policyId: 'arn:aws:iam::111122223333:policy/lost', viaGroup: null },
  ]
  const boundary = { policyId: 'arn:aws:iam::111122223333:policy/edge', viaGroup: null }
  const cast = {
    principal: { ...principal, policies: { ...principal.policies, identity, boundary } },
    policies: [],
  }
  expect(unreadHeld(sampleInventory({ cast: [cast] }), cast.principal)).toEqual([
    { name: 'those of group ops', boundary: false },
    { name: 'lost', boundary: false },
    { name: 'edge', boundary: true },
  ])
})
