import { afterAll, beforeAll, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { getReadingCosts } from '@/lib/services/account/get-reading-costs'
import { readInventory } from '@/lib/services/account/read-inventory'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const operator = person('mira', ['read'])
let aws: SimulatedAws
beforeAll(async () => {
  aws = await simulatedAccount()
})
afterAll(() => aws.close())

it('counts what a reading asked of AWS by action, and how long each part took', async () => {
  expect(await getReadingCosts(operator)).toBeNull()
  await readInventory(homeAccount(), null)
  const costs = await getReadingCosts(operator)
  expect(costs?.calls).toMatchObject({
    'iam:GetAccountAuthorizationDetails': 1,
    'rds:DescribeDBInstances': 3,
    'sts:GetCallerIdentity': 1,
  })
  const counts = Object.values(costs?.calls ?? {})
  expect(counts).toEqual(counts.toSorted((a, b) => b - a))
  expect(Object.keys(costs?.parts ?? {}).toSorted()).toEqual([
    'iam',
    'organization',
    'quotas',
    'records',
    'targets',
  ])
})

it('refuses an operator without the capability', async () => {
  await expect(getReadingCosts(person(operator.actor.name, []))).rejects.toMatchObject({
    code: 'forbidden',
  })
})
