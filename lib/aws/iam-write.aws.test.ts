import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { readIamFact } from '@/lib/aws/iam-facts'
import {
  attachPolicy,
  createPolicy,
  createPolicyVersion,
  deleteInlinePolicy,
  deletePolicyVersion,
  detachPolicy,
  putInlinePolicy,
  setDefaultPolicyVersion,
} from '@/lib/aws/iam-write'
import { simulateConnect } from '@/lib/aws/simulate'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { connect, connectArn, policy } from '@/lib/simulator/world/statements'

const resource = connectArn('db-TEST', 'app_readonly')
const document = JSON.stringify(policy(connect('Test', resource)))
let aws: SimulatedAws
let serial = 0

beforeAll(async () => {
  aws = await simulatedAccount()
})
beforeEach(() => aws.faults.clear())
afterAll(() => aws.close())

const roleArn = () => aws.world.roles.get('data-analyst')?.arn ?? ''
const decision = async () => {
  const asked = { principalArn: roleArn(), resources: [resource], context: {} }
  return (await simulateConnect(homeAccount(), asked)).get(resource)?.decision
}

async function aPolicy(): Promise<string> {
  const { policyArn } = await createPolicy(homeAccount(), {
    name: `gh-write-${++serial}`,
    document,
    path: '/rds-iam/',
  })
  return policyArn
}

describe('policies', () => {
  it('attached to a role let it in, detached no longer', async () => {
    const policyArn = await aPolicy()
    expect(policyArn).toContain(':policy/rds-iam/gh-write-')
    expect(await decision()).toBe('implicitDeny')
    const { requestId } = await attachPolicy(homeAccount(), 'role', 'data-analyst', policyArn)
    expect(requestId).toMatch(/^[\w-]{36}$/)
    expect(await decision()).toBe('allowed')
    await detachPolicy(homeAccount(), 'role', 'data-analyst', policyArn)
    expect(await decision()).toBe('implicitDeny')
  })

  it('put inline on a role let it in, deleted no longer', async () => {
    await putInlinePolicy(homeAccount(), 'role', 'data-analyst', 'gh-inline', document)
    expect(await decision()).toBe('allowed')
    await deleteInlinePolicy(homeAccount(), 'role', 'data-analyst', 'gh-inline')
    expect(await decision()).toBe('implicitDeny')
  })

  it('grow by versions, listed oldest first, the new one by default; an older one can be set again', async () => {
    const policyArn = await aPolicy()
    expect((await createPolicyVersion(homeAccount(), policyArn, document, true)).versionId).toBe('v2')
    const listed = async () => {
      const state = await readIamFact(homeAccount(), { kind: 'policy', policyArn })
      const policy = state.kind === 'policy' ? state.policy : null
      return policy?.versions.map(({ id }) => [id, id === policy.defaultVersionId])
    }
    expect(await listed()).toEqual([
      ['v1', false],
      ['v2', true],
    ])
    await setDefaultPolicyVersion(homeAccount(), policyArn, 'v1')
    await deletePolicyVersion(homeAccount(), policyArn, 'v2')
    expect(await listed()).toEqual([['v1', true]])
  })
})

describe('what AWS refuses is said in our words', () => {
  const refusals: [string, () => Promise<unknown>, object][] = [
    [
      'a malformed document',
      () =>
        createPolicy(homeAccount(), { name: 'gh-bad', document: '{"Version":"2012-01-01","Statement":[]}' }),
      { code: 'invalid', answer: expect.stringContaining('MalformedPolicyDocument') },
    ],
    [
      'a sixth version',
      async () => {
        const policyArn = await aPolicy()
        for (let version = 2; version <= 6; version++)
          await createPolicyVersion(homeAccount(), policyArn, document, true)
      },
      { code: 'limitExceeded', answer: expect.stringContaining('LimitExceeded') },
    ],
    [
      'a name that is taken',
      async () => {
        await createPolicy(homeAccount(), { name: 'gh-twice', document })
        await createPolicy(homeAccount(), { name: 'gh-twice', document })
      },
      { code: 'conflict', answer: expect.stringContaining('EntityAlreadyExists') },
    ],
    [
      'a role that is gone',
      () => putInlinePolicy(homeAccount(), 'role', 'nobody', 'x', document),
      { code: 'notFound', answer: expect.stringContaining('NoSuchEntity') },
    ],
    [
      'a policy that this server may not touch',
      () => putInlinePolicy(homeAccount(), 'role', 'gatehouse', 'x', document),
      { code: 'accessDenied', missingAction: 'iam:PutRolePolicy' },
    ],
  ]
  it.each(refusals)('%s', async (_, work, expected) => {
    await expect(work()).rejects.toMatchObject(expected)
  })

  it('throttling', async () => {
    aws.faults.set({ rules: [{ kind: 'throttle', service: 'iam' }] })
    await expect(
      deletePolicyVersion(homeAccount(), 'arn:aws:iam::111122223333:policy/x', 'v1'),
    ).rejects.toMatchObject({
      code: 'throttled',
      message: expect.stringContaining('Wait a minute'),
    })
  })
})
