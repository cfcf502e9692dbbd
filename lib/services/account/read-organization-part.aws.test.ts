import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Inventory } from '@/lib/access/model/inventory'
import { noOrganization } from '@/lib/access/model/organization'
import { sampleInventory } from '@/lib/access/testing/sample-inventory'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { formatMoment } from '@/lib/format'
import { forgetOrganization, readOrganizationPart } from '@/lib/services/account/read-organization-part'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { MANAGEMENT_ACCOUNT, ORGANIZATION_READER } from '@/lib/simulator/world/cast-gatehouse'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import {
  attachPolicy,
  type ControlPolicy,
  FULL_ACCESS,
  type WorldOrganization,
} from '@/lib/simulator/world/world-organization'

const AT = '2026-11-23T14:02:11.000Z'
const GUARDRAIL = 'arn:aws:organizations::999900001111:policy/o-7qk4m2xvn5/service_control_policy/p-4x7qzv5n'

let aws: SimulatedAws
let organization: WorldOrganization
beforeEach(async () => {
  aws = await simulatedAccount()
  if (!aws.world.organization) throw new Error('The cast has an organisation.')
  organization = aws.world.organization
  process.env.GATEHOUSE_ORGANIZATION_ROLE = ORGANIZATION_READER
})
afterEach(async () => {
  delete process.env.GATEHOUSE_ORGANIZATION_ROLE
  await aws.close()
})

const read = (older: Inventory | null = null) => readOrganizationPart(homeAccount(), ACCOUNT, older, AT)
const withoutRole = () => delete process.env.GATEHOUSE_ORGANIZATION_ROLE
const delegate = () => organization.delegatedAccounts.push(ACCOUNT)

const control = (type: ControlPolicy['type'], name: string, text: string): ControlPolicy => {
  return { id: `p-${name}`, name, type, awsManaged: false, text }
}
/** Our own calls go through the same SCPs, so this one leaves them alone. */
const DENY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }],
})

/** Every call that an answer needs, in the order in which they are made. */
const CALLS = ['DescribeOrganization', 'ListParents', 'ListRoots', 'ListPoliciesForTarget', 'DescribePolicy']

describe('SCPs that can be read', () => {
  it('come level by level, root first, each with its own policies', async () => {
    const { organization: found, caveats } = await read()
    expect(found).toMatchObject({
      id: 'o-7qk4m2xvn5',
      managementAccountId: MANAGEMENT_ACCOUNT,
      readAs: ORGANIZATION_READER,
      resourceControl: 'read',
    })
    const { serviceControl } = found
    if (serviceControl.state !== 'read') throw new Error(serviceControl.state)
    expect(serviceControl.levels.map(({ kind, name, policies }) => [kind, name, policies.length])).toEqual([
      ['root', 'Root', 1],
      ['organizationalUnit', 'Production', 2],
      ['account', 'larkspur-prod', 1],
    ])
    expect(serviceControl.levels[1]?.policies.map(({ policyId }) => policyId)).toContain(GUARDRAIL)
    expect(caveats).toEqual([])
  })

  it('come with their texts, each once, however often they are attached', async () => {
    const { policies } = await read()
    expect(policies.map(({ name, kind }) => [name, kind])).toEqual([
      ['FullAWSAccess', 'scp'],
      ['org-data-guardrail', 'scp'],
    ])
    expect(JSON.parse(policies[1]?.text ?? '').Statement[2].Sid).toBe('NoOnCallUsersForWorkloads')
  })

  it('are read with our own credentials where the organisation delegates, and no role is assumed', async () => {
    delegate()
    expect((await read()).organization).toMatchObject({ readAs: null, serviceControl: { state: 'read' } })
    expect(organization.roles.get('gatehouse-organization-reader')?.lastUsed).toBeNull()
  })

  it('every OU on the way is a level of its own', async () => {
    const inner = { kind: 'organizationalUnit' as const, id: 'ou-x7k2-inner', name: 'Payments', attached: [] }
    organization.levels.splice(2, 0, inner)
    attachPolicy(organization, 'Payments', FULL_ACCESS)
    attachPolicy(organization, 'Payments', control('SERVICE_CONTROL_POLICY', 'inner', DENY))
    const { serviceControl } = (await read()).organization
    const names = serviceControl.state === 'read' ? serviceControl.levels.map(({ name }) => name) : []
    expect(names).toEqual(['Root', 'Production', 'Payments', 'larkspur-prod'])
  })

  it('come through empty pages and more than one page', async () => {
    organization.emptyPages = 2
    for (let number = 0; number < 25; number++)
      attachPolicy(organization, 'Root', control('SERVICE_CONTROL_POLICY', `deny-${number}`, DENY))
    const { organization: found, policies } = await read()
    expect(found.serviceControl).toMatchObject({ levels: [{ policies: { length: 26 } }, {}, {}] })
    expect(policies).toHaveLength(27)
  })

  it('keep their characters: no text is decoded twice', async () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::a%2Fb+c/*' }],
    })
    attachPolicy(organization, 'Root', control('SERVICE_CONTROL_POLICY', 'odd', text))
    expect((await read()).policies.find(({ name }) => name === 'odd')?.text).toBe(text)
  })

  it('names are only for people: where they are refused, ids stand for them', async () => {
    aws.faults.set({
      rules: [
        { kind: 'deny', action: 'DescribeOrganizationalUnit' },
        { kind: 'deny', action: 'DescribeAccount' },
      ],
    })
    const { serviceControl } = (await read()).organization
    const names = serviceControl.state === 'read' ? serviceControl.levels.map(({ name }) => name) : []
    expect(names).toEqual(['Root', 'ou-x7k2-p4f1m8qd', ACCOUNT])
  })

  it('are used for five minutes with their date, and read again when somebody asks for now', async () => {
    const first = await read()
    attachPolicy(organization, 'Root', control('SERVICE_CONTROL_POLICY', 'new', DENY))
    expect((await read()).organization).toEqual(first.organization)
    forgetOrganization(homeAccount())
    expect((await read()).policies.map(({ name }) => name)).toContain('new')
  })
})

describe('SCPs that do not exist', () => {
  it('in no organisation', async () => {
    aws.world.organization = null
    expect(await read()).toMatchObject({
      organization: { id: null, serviceControl: { state: 'none' }, resourceControl: 'none' },
      caveats: [],
    })
  })

  it('over the management account', async () => {
    withoutRole()
    organization.managementAccountId = ACCOUNT
    expect(await read()).toMatchObject({
      organization: {
        managementAccountId: ACCOUNT,
        serviceControl: { state: 'none' },
        resourceControl: 'none',
      },
      caveats: [],
    })
  })

  it('in an organisation that only shares its bill', async () => {
    withoutRole()
    organization.allFeatures = false
    expect((await read()).organization).toMatchObject({
      id: 'o-7qk4m2xvn5',
      serviceControl: { state: 'none' },
    })
  })

  it('where the type is switched off at the root; RCPs are asked for all the same', async () => {
    organization.policyTypes.delete('SERVICE_CONTROL_POLICY')
    expect(await read()).toMatchObject({
      organization: { serviceControl: { state: 'none' }, resourceControl: 'read' },
      policies: [],
      caveats: [],
    })
  })

  it('is never concluded while AWS is switching the type', async () => {
    organization.policyTypes.set('SERVICE_CONTROL_POLICY', 'PENDING_DISABLE')
    const { organization: found, caveats } = await read()
    expect(found.serviceControl.state).toBe('unread')
    expect(caveats[0]?.message).toContain('switching SCPs on or off')
  })
})

describe('SCPs that cannot be read', () => {
  it('a member account is told whom AWS shows them to; that there is an organisation is known', async () => {
    withoutRole()
    const { organization: found, policies, caveats } = await read()
    expect(found).toMatchObject({
      id: 'o-7qk4m2xvn5',
      managementAccountId: MANAGEMENT_ACCOUNT,
      serviceControl: { state: 'unread' },
      resourceControl: 'unread',
    })
    expect(policies).toEqual([])
    expect(caveats).toMatchObject([
      {
        id: 'organization',
        scope: 'organization',
        missingAction: null,
        answer: expect.stringContaining('ListParents'),
      },
    ])
    expect(caveats[0]?.message).toContain('only to the management account and to delegated administrators')
  })

  it.each(CALLS)(
    'with our own credentials, a refused %s is named as the missing permission',
    async action => {
      withoutRole()
      delegate()
      aws.faults.set({ rules: [{ kind: 'deny', service: 'organizations', action }] })
      const { organization: found, policies, caveats } = await read()
      expect(found.serviceControl).toEqual({ state: 'unread' })
      expect(policies).toEqual([])
      expect(caveats).toMatchObject([{ scope: 'organization', missingAction: `organizations:${action}` }])
    },
  )

  it.each(CALLS)('as the role, a refused %s leaves nothing half read', async action => {
    aws.faults.set({ rules: [{ kind: 'deny', service: 'organizations', action }] })
    const { organization: found, caveats } = await read()
    expect(found.serviceControl).toEqual({ state: 'unread' })
    expect(caveats).toMatchObject([{ missingAction: `organizations:${action}` }])
  })

  it('a refusal of the second page is a refusal of all', async () => {
    organization.emptyPages = 1
    aws.faults.set({ rules: [{ kind: 'deny', action: 'ListPoliciesForTarget', skip: 5 }] })
    expect((await read()).organization.serviceControl).toEqual({ state: 'unread' })
  })

  it('a role that does not let us in is named', async () => {
    process.env.GATEHOUSE_ORGANIZATION_ROLE = 'arn:aws:iam::999900001111:role/somebody-else'
    expect((await read()).caveats).toMatchObject([
      {
        missingAction: 'sts:AssumeRole',
        message: expect.stringMatching(/role\/somebody-else.*its trust policy must name/),
      },
    ])
  })

  it.each(['throttle', 'html500', 'truncated', 'hangUp'] as const)(
    'nothing older: %s leaves them unread, in a sentence',
    async kind => {
      aws.faults.set({ rules: [{ kind, action: 'ListRoots' }] })
      const { organization: found, caveats } = await read()
      expect(found.serviceControl).toEqual({ state: 'unread' })
      expect(caveats[0]?.message).not.toContain('<')
    },
  )
})

describe('the older reading', () => {
  const olderOf = async () => {
    const { organization: found, policies } = await read()
    forgetOrganization(homeAccount())
    return { ...sampleInventory({}), organization: found, policies }
  }

  it('stays through a throttled minute, with its date', async () => {
    const older = await olderOf()
    aws.faults.set({ rules: [{ kind: 'throttle', action: 'ListPoliciesForTarget' }] })
    const { organization: found, policies, caveats } = await read(older)
    expect(found).toEqual(older.organization)
    expect(policies).toEqual(older.policies)
    expect(caveats[0]?.message).toContain(`used as of ${formatMoment(older.organization.readAt, AT)} UTC`)
  })

  it.each(['DescribeOrganization', 'ListRoots', 'ListPoliciesForTarget', 'DescribePolicy'])(
    'stays when AWS refuses %s from now on, with its own date and the missing permission',
    async action => {
      const older = await olderOf()
      aws.faults.set({ rules: [{ kind: 'deny', action }] })
      const { organization: found, policies, part, caveats } = await read(older)
      expect(found).toEqual(older.organization)
      expect(policies).toEqual(older.policies)
      const missingAction = `organizations:${action}`
      expect(part).toMatchObject({ state: 'kept', at: older.organization.readAt, why: { missingAction } })
      expect(caveats[0]).toMatchObject({ missingAction })
    },
  )

  it.each([
    ['no organisation', { ...noOrganization(AT) }],
    ['another organisation', { id: 'o-before' }],
    ['an organisation without SCPs', { serviceControl: { state: 'none' as const } }],
  ])('of %s says nothing once AWS names an organisation whose SCPs do not come', async (_, patch) => {
    const older = await olderOf()
    aws.faults.set({ rules: [{ kind: 'throttle', action: 'ListPoliciesForTarget' }] })
    const { organization: found, policies } = await read({
      ...older,
      organization: { ...older.organization, ...patch },
    })
    expect(found).toMatchObject({ id: 'o-7qk4m2xvn5', serviceControl: { state: 'unread' } })
    expect(policies).toEqual([])
  })

  it('is not needed where a second try goes through', async () => {
    process.env.AWS_MAX_ATTEMPTS = '3'
    aws.faults.set({ rules: [{ kind: 'throttle', action: 'DescribePolicy', times: 1 }] })
    expect((await read()).organization.serviceControl.state).toBe('read')
  })
})

describe('an AWS that takes its time', () => {
  it('keeps nobody waiting for ever; what it says later serves the next reading', async () => {
    aws.faults.set({ rules: [{ kind: 'slow', action: 'ListRoots', delayMs: 500, times: 1 }] })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const late = read()
    await vi.waitFor(() => expect(aws.faults.current.rules).toEqual([]))
    await vi.advanceTimersByTimeAsync(10_000)
    vi.useRealTimers()
    const { organization: found, caveats } = await late
    expect(found).toMatchObject({ id: 'o-7qk4m2xvn5', serviceControl: { state: 'unread' } })
    expect(caveats[0]?.message).toContain('takes long')
    expect((await read()).organization.serviceControl.state).toBe('read')
  })
})

describe('a role of another organisation', () => {
  it('says nothing about this account where its organisation is another', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeOrganization', times: 1 }] })
    organization.levels = organization.levels.slice(0, 2)
    const { organization: found, caveats } = await read()
    expect(found.serviceControl).toEqual({ state: 'unread' })
    expect(caveats[0]?.message).toContain('reads another organisation')
  })
})

describe('RCPs', () => {
  it('are read beside SCPs, all levels together', async () => {
    attachPolicy(organization, 'Production', control('RESOURCE_CONTROL_POLICY', 'perimeter', DENY))
    const { resourceControlPolicies } = (await read()).organization
    expect(resourceControlPolicies.map(({ name }) => name)).toEqual(['RCPFullAWSAccess', 'perimeter'])
  })

  it('do not exist where their type is off', async () => {
    organization.policyTypes.delete('RESOURCE_CONTROL_POLICY')
    expect((await read()).organization).toMatchObject({
      resourceControl: 'none',
      serviceControl: { state: 'read' },
    })
  })

  // Of SCPs the same holds; a simulated account without one could not even ask.
  it('are unread where AWS names none at a level, which cannot be', async () => {
    for (const level of organization.levels)
      level.attached = level.attached.filter(id => level.name !== 'Production' || !id.startsWith('p-RCP'))
    const { organization: found, caveats } = await read()
    expect(found).toMatchObject({ serviceControl: { state: 'read' }, resourceControl: 'unread' })
    expect(caveats[0]?.message).toContain('AWS named no policy that is attached to Production')
  })

  it('left unread, leave the SCPs read, and are named', async () => {
    aws.faults.set({ rules: [{ kind: 'deny', action: 'ListPoliciesForTarget', skip: 3 }] })
    const { organization: found, caveats } = await read()
    expect(found).toMatchObject({ serviceControl: { state: 'read' }, resourceControl: 'unread' })
    expect(caveats).toMatchObject([
      { id: 'organization:rcps', missingAction: 'organizations:ListPoliciesForTarget' },
    ])
  })
})
