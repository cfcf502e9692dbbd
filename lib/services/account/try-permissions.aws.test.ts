import { afterAll, beforeEach, expect, it } from 'vitest'
import { SERVER_POLICIES } from '@/lib/access/reading/server-policies'
import { homeAccount } from '@/lib/account'
import { probesOf } from '@/lib/aws/probes'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { tryPermissions } from '@/lib/services/account/try-permissions'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const mira = person('mira', ['read'])
let aws: SimulatedAws

beforeEach(async () => {
  await aws?.close()
  aws = await simulatedAccount()
  forgetReading(homeAccount())
})
afterAll(() => aws.close())

async function policyOf(id: string) {
  const found = (await tryPermissions(mira)).find(policy => policy.id === id)
  if (!found) throw new Error(`no policy ${id}`)
  return found
}

it('really asks every reading action, and finds nothing missing where nothing is', async () => {
  const { tried, missing } = await policyOf('read')
  expect(tried.filter(({ outcome }) => outcome !== 'allowed')).toEqual([])
  expect(missing).toBeNull()
})

it('names each action that AWS refuses, with a policy of just those to copy', async () => {
  const refused = ['ListTagsForResource', 'DescribeDBProxies']
  aws.faults.set({ rules: refused.map(action => ({ kind: 'deny', service: 'rds', action })) })
  const { tried, missing } = await policyOf('read')
  const wanted = ['rds:DescribeDBProxies', 'rds:ListTagsForResource']
  expect(tried.filter(({ outcome }) => outcome === 'missing').map(({ action }) => action)).toEqual(wanted)
  expect(JSON.parse(missing ?? '').Statement).toMatchObject([
    { Effect: 'Allow', Action: wanted, Resource: '*' },
  ])
})

it('says "not known" of what did not answer, never "missing" or "allowed"', async () => {
  aws.faults.set({ rules: [{ kind: 'throttle', service: 'iam', action: 'GetAccountSummary' }] })
  const { tried, missing } = await policyOf('read')
  expect(tried.find(({ action }) => action === 'iam:GetAccountSummary')).toMatchObject({
    outcome: 'notKnown',
  })
  expect(missing).toBeNull()
})

it('changes nothing: what writes is only asked of the simulator, and not known where that is refused', async () => {
  aws.faults.set({ rules: [{ kind: 'deny', service: 'iam', action: 'SimulatePrincipalPolicy' }] })
  const policies = await tryPermissions(mira)
  const writes = policies.filter(({ id }) => id === 'modify' || id === 'grant').flatMap(({ tried }) => tried)
  expect(new Set(writes.map(({ outcome }) => outcome))).toEqual(new Set(['notKnown']))
  expect(policies.find(({ id }) => id === 'proof')?.tried[0]?.outcome).toBe('missing')
  const asked = Object.keys(
    probesOf(homeAccount(), { partition: 'aws', region: 'us-east-1', accountId: '111122223333' }),
  )
  expect(asked.filter(action => !/:(Describe|Filter|Get|List|Generate)[A-Z]/.test(action))).toEqual([])
})

it('answers for every action of the table', async () => {
  const policies = await tryPermissions(mira)
  expect(policies.flatMap(({ tried }) => tried.map(({ action }) => action))).toEqual(
    SERVER_POLICIES.flatMap(({ document }) => document.Statement.flatMap(({ Action }) => Action)),
  )
  const untried = policies.flatMap(({ tried }) => tried).filter(({ why }) => why === 'It was not tried.')
  expect(untried).toEqual([])
})

it('refuses an operator without the capability', async () => {
  await expect(tryPermissions(person(mira.actor.name, []))).rejects.toMatchObject({ code: 'forbidden' })
})
