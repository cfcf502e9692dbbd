import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { inventoryAfter } from './apply-changes'
import type { GrantIntent } from './intent'
import { planGrant } from './plan'
import {
  allow,
  analyticsId,
  billingId,
  connectResource,
  deny,
  inventory,
  managed,
  ordersId,
  role,
  target,
  user,
} from './testing/sample-account'

const analyst = role('data-analyst')
const finance = role('finance-ops')

function wish(changes: Partial<GrantIntent> = {}): GrantIntent {
  return {
    principals: [analyst.arn],
    connections: [
      { accountId: '111122223333', region: 'us-east-1', resourceId: ordersId, databaseUsers: ['metrics'] },
    ],
    placement: { kind: 'newManaged', policyName: 'gh-metrics' },
    ...changes,
  }
}

const plan = (intent: GrantIntent, account: Inventory) => planGrant(intent, compileAccess(account))
const ready = { [ordersId]: ['metrics', 'app'], [analyticsId]: ['bi_reader'] }

describe('a new managed policy', () => {
  const account = inventory({ principals: [analyst, finance], readyUsers: ready })

  it('is not planned for either of two targets under one resource id', () => {
    const [first] = account.targets
    if (!first) throw new Error('There is no target.')
    const twins = { ...account, targets: [...account.targets, { ...first, name: 'twin' }] }
    expect(plan(wish(), twins).problems).toMatchObject([
      { field: 'connections', message: expect.stringContaining('orders-prod and twin') },
    ])
  })

  it('is not planned where IAM authentication is not supported; a text that names it is told so', () => {
    const reason = 'PostgreSQL 9.4 is too old for IAM database authentication.'
    const targets = account.targets.map(one => ({
      ...one,
      iamAuth: { state: 'unsupported' as const, accepted: false, reason },
    }))
    const never = { ...account, targets }
    const { problems, documentText: document } = plan(wish(), never)
    expect(problems).toMatchObject([
      { field: 'connections', message: expect.stringMatching(/not supported on .* too old .* password/) },
    ])
    const written = plan(wish({ document, connections: [] }), never)
    expect(written.problems).toEqual([])
    expect(written.notes.map(({ text }) => text).join()).toContain('IAM authentication is not supported on')
  })

  it('is created once and attached to each, with the room that is left', () => {
    const { steps, problems } = plan(wish({ principals: [analyst.arn, finance.arn] }), account)
    expect(problems).toEqual([])
    expect(steps.map(({ title, subject, note }) => [title, subject, note])).toEqual([
      ['CreatePolicy', 'gh-metrics', null],
      ['AttachRolePolicy', 'role/data-analyst', '1 of 20 policies after'],
      ['AttachRolePolicy', 'role/finance-ops', '1 of 20 policies after'],
    ])
    expect(steps[1]?.call.input).toEqual({
      RoleName: 'data-analyst',
      PolicyArn: 'arn:aws:iam::111122223333:policy/gh-metrics',
    })
  })

  it('says the effect, before and after, and that nothing else changes', () => {
    const { counts, effect, grid, notes } = plan(wish(), account)
    expect(counts).toEqual({ added: 1, removed: 0, changed: 0, wakesLater: 0 })
    expect(effect).toMatchObject([
      { principal: 'role/data-analyst', databaseUser: 'metrics', before: 'noAccess', after: 'canConnect' },
    ])
    expect(grid.rows).toEqual([
      { principal: 'role/data-analyst', cells: [{ before: 'noAccess', after: 'canConnect' }] },
    ])
    expect(notes[0]).toMatchObject({ tone: 'ok', text: expect.stringContaining('Nothing else changes') })
  })

  it('keeps a path in the ARN that is attached', () => {
    const placement = { kind: 'newManaged' as const, policyName: 'gh-metrics', path: '/rds-iam/' }
    expect(plan(wish({ placement }), account).steps[1]?.call.input.PolicyArn).toBe(
      'arn:aws:iam::111122223333:policy/rds-iam/gh-metrics',
    )
  })

  it('a taken name is a problem, the same name with the same text is used again', () => {
    const { documentText } = plan(wish(), account)
    const other = managed('gh-metrics', [allow('*')])
    const taken = inventory({ principals: [analyst], policies: [other] })
    expect(plan(wish(), taken).problems).toMatchObject([{ field: 'policyName' }])
    const half = inventory({ principals: [analyst], policies: [{ ...other, text: documentText }] })
    expect(plan(wish(), half).steps.map(step => step.title)).toEqual(['AttachRolePolicy'])
  })

  it('stops at the quota of attached policies and at the size of a policy', () => {
    const full = inventory({
      principals: [role('data-analyst', ['arn:aws:iam::aws:policy/A'])],
      attachedLimit: 1,
    })
    expect(plan(wish(), full).problems).toMatchObject([{ field: 'placement' }])
    const small = inventory({ principals: [analyst], policySize: 100 })
    expect(plan(wish(), small).problems).toMatchObject([{ field: 'connections' }])
  })
})

describe('an existing managed policy', () => {
  const base = managed('analyst-base', [allow(connectResource(analyticsId, 'bi_reader'))])
  const holder = role('data-analyst', [base.id])
  const intent = wish({
    principals: [holder.arn],
    placement: { kind: 'existingManaged', policyArn: base.id },
  })

  it('gets a new default version with the old grants kept', () => {
    const account = inventory({ principals: [holder], policies: [base], readyUsers: ready })
    const { steps, before, documentText } = plan(intent, account)
    expect(steps.map(step => step.title)).toEqual(['CreatePolicyVersion'])
    expect(before?.text).toBe(base.text)
    expect(JSON.parse(documentText).Statement[0].Resource).toEqual([
      connectResource(analyticsId, 'bi_reader'),
      connectResource(ordersId, 'metrics'),
    ])
  })

  it('at five versions the oldest goes and the default stays', () => {
    const versions = { 'analyst-base': ['v12', 'v1', 'v9', 'v10', 'v11'] }
    const account = inventory({ principals: [holder], policies: [base], versions })
    const { steps, notes } = plan(intent, account)
    expect(steps.map(step => [step.title, step.call.input.VersionId])).toEqual([
      ['DeletePolicyVersion', 'v9'],
      ['CreatePolicyVersion', undefined],
    ])
    expect(notes.map(note => note.text).join(' ')).toContain('v9 is deleted')
  })

  it('shows everything else that it lends, on targets that nobody asked for', () => {
    const account = inventory({ principals: [holder, finance], policies: [base], readyUsers: ready })
    const { effect, notes } = plan({ ...intent, principals: [finance.arn] }, account)
    expect(effect.filter(({ principal }) => principal === 'role/finance-ops')).toMatchObject([
      { target: 'orders-prod', databaseUser: 'metrics', after: 'canConnect' },
      { target: 'analytics-dw', databaseUser: 'bi_reader', after: 'canConnect' },
    ])
    expect(notes.map(({ text }) => text)).toContainEqual(
      expect.stringContaining('says more than this grant: 1 further connection changes, to analytics-dw'),
    )
  })

  it('warns of everybody else who holds the policy', () => {
    const other = role('intern', [base.id])
    const account = inventory({ principals: [holder, other], policies: [base], readyUsers: ready })
    const { counts, notes } = plan(intent, account)
    expect(counts.added).toBe(2)
    expect(notes[0]).toMatchObject({ tone: 'warn', text: expect.stringContaining('role/intern') })
  })

  it('is not one of AWS, and not one that is gone', () => {
    const account = inventory({ principals: [holder], policies: [] })
    expect(plan(intent, account).problems).toMatchObject([{ field: 'placement' }])
    const aws = { ...base, kind: 'awsManaged' as const }
    const owned = inventory({ principals: [holder], policies: [aws] })
    expect(plan(intent, owned).problems[0]?.message).toContain('managed by AWS')
  })

  it('with everything in it already there is nothing to apply', () => {
    const account = inventory({ principals: [holder], policies: [base], readyUsers: ready })
    const same = {
      ...intent,
      connections: [
        {
          accountId: '111122223333',
          region: 'us-east-1',
          resourceId: analyticsId,
          databaseUsers: ['bi_reader'],
        },
      ],
    }
    const { problems, steps, lint } = plan(same, account)
    expect(steps).toEqual([])
    expect(problems[0]?.message).toContain('nothing to apply')
    expect(lint.at(-1)).toEqual({ ok: false, text: 'Broader grant exists for 1 cell' })
  })
})

describe('an inline policy', () => {
  const placement = { kind: 'inline' as const, policyName: 'connect' }

  it('extends the one of that name and never overwrites it', () => {
    const own = { ...managed('connect', [allow(connectResource(ordersId, 'app'))]), kind: 'inline' as const }
    const source = { ...own, id: `${analyst.arn}#connect` }
    const holder = role('data-analyst', [source.id])
    const { steps, before } = plan(
      wish({ placement }),
      inventory({ principals: [holder], policies: [source] }),
    )
    expect(before?.policyName).toBe('connect')
    expect(steps.map(step => step.title)).toEqual(['PutRolePolicy'])
    expect(String(steps[0]?.call.input.PolicyDocument)).toContain(connectResource(ordersId, 'app'))
  })

  it('counts all inline policies of the holder against the quota', () => {
    const filler = { ...managed('filler', [allow('x'.repeat(2000))]), kind: 'inline' as const }
    const ann = user('ann', [], [{ policyId: 'arn:aws:iam::111122223333:user/ann#filler', viaGroup: null }])
    const account = inventory({ principals: [ann], policies: [{ ...filler, id: `${ann.arn}#filler` }] })
    const { problems, size } = plan(wish({ principals: [ann.arn], placement }), account)
    expect(size.limit).toBe(2048)
    expect(problems).toMatchObject([{ field: 'placement', message: expect.stringContaining('user/ann') }])
  })
})

describe('what a plan says of the rest of the house', () => {
  it('a group lends it to its members', () => {
    const ann = user('ann', ['oncall'], [])
    const group = {
      name: 'oncall',
      arn: 'arn:aws:iam::111122223333:group/oncall',
      policyIds: [],
      memberArns: [ann.arn],
    }
    const account = inventory({ principals: [ann, analyst], groups: [group], readyUsers: ready })
    const { steps, effect, notes } = plan(wish({ principals: [group.arn] }), account)
    expect(steps.map(step => step.title)).toEqual(['CreatePolicy', 'AttachGroupPolicy'])
    expect(effect.map(change => change.principal)).toEqual(['user/ann'])
    expect(notes.map(note => note.text).join(' ')).toContain('joins later')
  })

  it('warns when it takes the condition from access that had one', () => {
    const condition = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }
    const strict = managed('mfa-only', [{ ...allow(connectResource(ordersId, 'metrics')), ...condition }])
    const holder = role('data-analyst', [strict.id])
    const account = inventory({ principals: [holder], policies: [strict], readyUsers: ready })
    const { counts, notes } = plan(wish(), account)
    expect(counts).toMatchObject({ added: 0, changed: 1 })
    expect(notes).toContainEqual({ tone: 'warn', text: expect.stringContaining('on a condition today') })
  })

  it('names the statement that still denies', () => {
    const guardrail = managed('finance-guardrail', [deny(connectResource(ordersId, '*'))])
    const holder = role('finance-ops', [guardrail.id])
    const account = inventory({ principals: [holder], policies: [guardrail], readyUsers: ready })
    const { counts, notes } = plan(wish({ principals: [holder.arn] }), account)
    expect(counts.added).toBe(0)
    expect(notes.map(note => note.text)).toContain(
      'role/finance-ops stays denied as metrics: finance-guardrail, statement 1, denies it.',
    )
  })

  it('names the boundary that does not allow it', () => {
    const boundary = managed('limit', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    const bounded = role('data-analyst')
    bounded.policies = { ...bounded.policies, boundary: { policyId: boundary.id, viaGroup: null } }
    const account = inventory({ principals: [bounded], policies: [boundary], readyUsers: ready })
    expect(
      plan(wish(), account)
        .notes.map(note => note.text)
        .join(' '),
    ).toContain('permissions boundary')
  })

  it('access that the target keeps out is dormant, not new', () => {
    const off = target('billing', billingId, { iamAuth: { state: 'off', accepted: false, reason: null } })
    const account = inventory({ principals: [analyst], targets: [off] })
    const connections = [
      { accountId: '111122223333', region: 'us-east-1', resourceId: billingId, databaseUsers: ['app'] },
    ]
    const { counts, notes } = plan(wish({ connections }), account)
    expect(counts).toMatchObject({ added: 0, wakesLater: 1 })
    expect(notes.map(note => note.text).join(' ')).toContain('IAM authentication is off on billing')
  })

  it('a name that hardly is one is said, where nobody read whether it exists', () => {
    const account = inventory({ principals: [analyst] })
    const connections = [
      {
        accountId: '111122223333',
        region: 'us-east-1',
        resourceId: ordersId,
        databaseUsers: ['bad user; DROP'],
      },
    ]
    const { lint } = plan(wish({ connections }), account)
    expect(lint.find(line => !line.ok)?.text).toContain('“bad user; DROP” is an unusual name')
  })

  it('an unknown database user is said', () => {
    const account = inventory({ principals: [analyst], readyUsers: { [ordersId]: ['Metrics'] } })
    const { lint, counts } = plan(wish(), account)
    expect(lint.find(line => !line.ok)?.text).toContain('Metrics differs in case')
    expect(counts.wakesLater).toBe(1)
  })
})

describe('problems', () => {
  const account = inventory({ principals: [analyst, role('linked', [], { unmodifiable: 'AWS owns it.' })] })

  it.each<[string, Partial<GrantIntent>, string, RegExp]>([
    ['nobody', { principals: [] }, 'principals', /Choose a role/],
    [
      'a stranger',
      { principals: ['arn:aws:iam::999999999999:role/x'] },
      'principals',
      /lives in account 999999999999/,
    ],
    [
      'a ghost',
      { principals: ['arn:aws:iam::111122223333:role/x'] },
      'principals',
      /not in the account as read/,
    ],
    ['AWS’s own role', { principals: [role('linked').arn] }, 'principals', /AWS owns it/],
    ['no target', { connections: [] }, 'connections', /Choose a target/],
    [
      'no user',
      {
        connections: [
          { accountId: '111122223333', region: 'us-east-1', resourceId: ordersId, databaseUsers: [] },
        ],
      },
      'connections',
      /Choose a database user/,
    ],
    [
      'another region',
      {
        connections: [
          { accountId: '111122223333', region: 'eu-west-1', resourceId: ordersId, databaseUsers: ['a'] },
        ],
      },
      'connections',
      /not among the targets/,
    ],
    [
      'a user outside Latin-1',
      {
        connections: [
          { accountId: '111122223333', region: 'us-east-1', resourceId: ordersId, databaseUsers: ['żaba'] },
        ],
      },
      'connections',
      /cannot stand in a policy/,
    ],
    [
      'a bad policy name',
      { placement: { kind: 'newManaged', policyName: 'a b' } },
      'policyName',
      /cannot be in a policy name/,
    ],
    [
      'no policy name',
      { placement: { kind: 'inline', policyName: '' } },
      'policyName',
      /Give the policy a name/,
    ],
    [
      'a bad path',
      { placement: { kind: 'newManaged', policyName: 'a', path: 'x' } },
      'policyName',
      /starts and ends/,
    ],
  ])('%s', (_name, change, field, message) => {
    const { problems } = plan(wish(change), account)
    expect(problems).toContainEqual({ field, message: expect.stringMatching(message) })
  })

  it('a member’s own id leads to its cluster', () => {
    const member = {
      name: 'a-1',
      resourceId: 'db-MEMBER',
      role: 'writer' as const,
      instanceClass: '',
      status: '',
      endpoint: null,
    }
    const cluster = target('analytics-dw', analyticsId, { members: [member] })
    const connections = [
      { accountId: '111122223333', region: 'us-east-1', resourceId: 'db-MEMBER', databaseUsers: ['a'] },
    ]
    const { problems } = plan(wish({ connections }), inventory({ principals: [analyst], targets: [cluster] }))
    expect(problems[0]?.message).toContain(analyticsId)
  })
})

describe('the digest', () => {
  const account = inventory({ principals: [analyst], readyUsers: ready })

  it('stands still while nothing changes', () => {
    expect(plan(wish(), account).digest).toBe(plan(wish(), { ...account, readAt: 'later' }).digest)
  })

  it('changes with the intent, a policy of the principal, the switch, or the effect', () => {
    const before = plan(wish(), account).digest
    const extra = managed('extra', [allow(connectResource(ordersId, 'metrics'))])
    const off = target('orders-prod', ordersId, { iamAuth: { state: 'off', accepted: false, reason: null } })
    const others = [
      plan(wish({ placement: { kind: 'inline', policyName: 'gh-metrics' } }), account),
      plan(
        wish(),
        inventory({ principals: [role('data-analyst', [extra.id])], policies: [extra], readyUsers: ready }),
      ),
      plan(wish(), { ...account, targets: [off] }),
      plan(wish(), { ...account, scans: {}, quotas: { ...account.quotas, attachedPoliciesPerRole: 3 } }),
    ]
    expect(new Set([before, ...others.map(other => other.digest)]).size).toBe(others.length + 1)
  })
})

describe('inventoryAfter', () => {
  it('applied to the account, the plan has nothing left to do', () => {
    const account = inventory({ principals: [analyst], readyUsers: ready })
    const { steps, documentText } = plan(wish(), account)
    const id = String(steps[1]?.call.input.PolicyArn)
    const [subject] = [
      {
        arn: analyst.arn,
        kind: 'role' as const,
        name: 'data-analyst',
        label: '',
        accountId: '',
        policyIds: [],
        memberArns: [analyst.arn],
        unmodifiable: null,
      },
    ]
    const after = inventoryAfter(account, {
      sources: [{ ...managed('gh-metrics', []), id, text: documentText }],
      attachments: subject ? [{ subject, policyId: id }] : [],
    })
    const listed = {
      ...after,
      managedPolicies: inventory({ principals: [], policies: after.policies }).managedPolicies,
    }
    expect(plan(wish(), listed).problems[0]?.message).toContain('nothing to apply')
  })
})
