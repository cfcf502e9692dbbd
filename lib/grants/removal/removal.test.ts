import { describe, expect, it } from 'vitest'
import {
  allow,
  analyticsId,
  connectResource,
  deny,
  inventory,
  managed,
  role,
  user,
} from '@/lib/grants/testing/sample-account'
import {
  administrator,
  anyUser,
  app,
  devs,
  groupArn,
  inline,
  metrics,
  plan,
  ready,
  roleArn,
} from '@/lib/grants/testing/sample-removal'

const titles = (planned: ReturnType<typeof plan>) => planned.chosen?.steps.map(({ title }) => title)
const ids = (planned: ReturnType<typeof plan>) => planned.ways.map(({ id }) => id)

describe('one statement', () => {
  const policy = inline(
    roleArn('api'),
    'orders',
    allow(app, metrics),
    allow(connectResource(analyticsId, 'app')),
  )
  const api = role('api', [policy.id])
  const account = inventory({ principals: [api], policies: [policy], readyUsers: ready })

  it('loses one entry, and nothing else changes', () => {
    const planned = plan(account, api)
    expect(ids(planned)).toEqual(['entry', 'statement', 'detach'])
    expect(planned.recommended).toBe('entry')
    const way = planned.chosen
    expect(way).toMatchObject({
      label: 'Take app out of statement 1 of orders',
      ends: true,
      others: 0,
      verdictAfter: 'noAccess',
      counts: { added: 0, removed: 1, changed: 0, wakesLater: 0 },
    })
    expect(titles(planned)).toEqual(['PutRolePolicy'])
    expect(way?.documents[0]?.before).toContain(app)
    expect(way?.documents[0]?.after).not.toContain(`"${app}"`)
    expect(way?.documents[0]?.after).toContain(metrics)
    expect(way?.exports.cli).toContain('aws iam put-role-policy')
    expect(way?.exports.terraform).toContain('resource "aws_iam_role_policy"')
    expect(way?.notes[0]).toMatchObject({ tone: 'ok' })
  })

  it('or goes as a whole, naming what goes with it', () => {
    const way = plan(account, api, 'statement').chosen
    expect(way).toMatchObject({ label: 'Remove statement 1 of orders', others: 1 })
    expect(way?.effect.map(({ databaseUser }) => databaseUser)).toEqual(['app', 'metrics'])
  })

  it('of a whole policy: what it does on other targets is told as well', () => {
    const planned = plan(account, api, 'detach')
    expect(planned.chosen).toMatchObject({ label: 'Delete the inline policy orders', others: 2 })
    expect(planned.chosen?.effect.map(({ target }) => target)).toContain('analytics-dw')
    expect(titles(planned)).toEqual(['DeleteRolePolicy'])
    expect(planned.chosen?.documents[0]?.after).toBeNull()
  })

  it('keeps what it allows beside connecting', () => {
    const mixed = inline(roleArn('api'), 'mixed', {
      Effect: 'Allow',
      Action: ['s3:GetObject', 'rds-db:connect'],
      Resource: '*',
    })
    const holder = role('api', [mixed.id])
    const planned = plan(
      inventory({ principals: [holder], policies: [mixed], readyUsers: ready }),
      holder,
      'entry',
    )
    expect(planned.chosen?.label).toBe('Take rds-db:connect out of statement 1 of mixed')
    expect(planned.chosen?.documents[0]?.after).toContain('s3:GetObject')
    expect(planned.chosen?.lost).toEqual([])
  })
})

describe('a policy that others hold too', () => {
  const team = managed('team', [allow(app)])
  const holders = [role('one', [team.id]), role('two', [team.id])]
  const [one = role('none')] = holders
  const account = inventory({ principals: holders, policies: [team], readyUsers: ready })

  it('is detached from this one alone', () => {
    const planned = plan(account, one)
    expect(planned.chosen).toMatchObject({ id: 'detach', label: 'Detach team from role/one', others: 0 })
    expect(titles(planned)).toEqual(['DetachRolePolicy'])
  })

  it('gets a new version, making room where five are kept', () => {
    const two = managed('team', [allow(app), allow(metrics)])
    const full = inventory({
      principals: holders,
      policies: [two],
      readyUsers: ready,
      versions: { team: ['v5', 'v4', 'v3', 'v2', 'v1'] },
    })
    const planned = plan(full, one, 'entry')
    expect(titles(planned)).toEqual(['DeletePolicyVersion', 'CreatePolicyVersion'])
    expect(planned.chosen).toMatchObject({ others: 1 })
    expect(planned.recommended).toBe('deny')
  })
})

describe('a wildcard that cannot be split', () => {
  const policy = inline(roleArn('dba'), 'all', allow(anyUser))
  const dba = role('dba', [policy.id])
  const account = inventory({ principals: [dba], policies: [policy], readyUsers: ready })

  it('is answered by a Deny for exactly this user', () => {
    const planned = plan(account, dba)
    expect(planned.recommended).toBe('deny')
    expect(planned.chosen).toMatchObject({ others: 0, ends: true, verdictAfter: 'denied' })
    expect(JSON.parse(planned.chosen?.documents[0]?.after ?? '').Statement).toEqual([
      { Sid: 'DenyConnect', Effect: 'Deny', Action: 'rds-db:connect', Resource: app },
    ])
    expect(planned.chosen?.documents[0]?.before).toBeNull()
  })

  it('never overwrites a policy that has the name', () => {
    const taken = inline(dba.arn, 'gh-deny-orders-prod-app', allow(metrics))
    const both = role('dba', [policy.id, taken.id])
    const planned = plan(
      inventory({ principals: [both], policies: [policy, taken], readyUsers: ready }),
      both,
    )
    expect(planned.chosen?.documents[0]?.policyName).toBe('gh-deny-orders-prod-app-2')
  })

  it('says when the Deny does not fit', () => {
    const long = inline(
      dba.arn,
      'long',
      allow(...Array.from({ length: 120 }, (_, n) => connectResource(analyticsId, `user_${n}`))),
    )
    const full = role('dba', [policy.id, long.id])
    const planned = plan(
      inventory({ principals: [full], policies: [policy, long], readyUsers: ready }),
      full,
      'deny',
    )
    expect(planned.chosen?.problems[0]).toContain('does not fit')
    expect(planned.recommended).not.toBe('deny')
  })
})

describe('AdministratorAccess', () => {
  const admin = role('admin', [administrator.id])
  const account = inventory({ principals: [admin], policies: [administrator], readyUsers: ready })

  it('is never edited: the Deny comes first, and detaching says what else goes', () => {
    const planned = plan(account, admin)
    expect(ids(planned)).toEqual(['deny', 'detach'])
    const detached = plan(account, admin, 'detach').chosen
    expect(detached).toMatchObject({ label: 'Detach AdministratorAccess from role/admin' })
    expect(detached?.lost[0]).toContain('AdministratorAccess')
    expect(detached?.others).toBeGreaterThan(2)
  })
})

describe('several statements', () => {
  const own = inline(roleArn('api'), 'own', allow(app, metrics))
  const shared = managed('shared', [allow(app)])
  const api = role('api', [own.id, shared.id])
  const account = inventory({
    principals: [api, role('other', [shared.id])],
    policies: [own, shared],
    readyUsers: ready,
  })

  it('all have to go', () => {
    const planned = plan(account, api, 'entry')
    expect(planned.chosen).toMatchObject({
      label: 'Take app out of statement 1 of own and detach shared from role/api',
      ends: true,
      others: 0,
    })
    expect(titles(planned)).toEqual(['PutRolePolicy', 'DetachRolePolicy'])
  })
})

describe('a group', () => {
  const lent = inline(groupArn, 'devs', allow(app, metrics))
  const ana = user('ana', ['devs'], [{ policyId: lent.id, viaGroup: 'devs' }])
  const bo = user('bo', ['devs'], [{ policyId: lent.id, viaGroup: 'devs' }])
  const account = inventory({
    principals: [ana, bo],
    policies: [lent],
    groups: devs([ana, bo], [lent.id]),
    readyUsers: ready,
  })

  it('is left, or its policy edited for all of its members, or one user is denied', () => {
    const planned = plan(account, ana)
    expect(planned.recommended).toBe('deny')
    expect(titles(plan(account, ana, 'detach'))).toEqual(['RemoveUserFromGroup'])
    expect(plan(account, ana, 'detach').chosen?.label).toBe('Take user/ana out of the group devs')
    const edited = plan(account, ana, 'entry')
    expect(titles(edited)).toEqual(['PutGroupPolicy'])
    expect(edited.chosen?.effect.map(({ principal }) => principal)).toEqual(['user/ana', 'user/bo'])
  })

  it('that denies something too is not left lightly: leaving would open access', () => {
    const guard = inline(groupArn, 'guard', deny(metrics))
    const own = inline(ana.arn, 'own', allow(metrics))
    const guarded = user(
      'ana',
      ['devs'],
      [
        { policyId: lent.id, viaGroup: 'devs' },
        { policyId: guard.id, viaGroup: 'devs' },
        { policyId: own.id, viaGroup: null },
      ],
    )
    const planned = plan(
      inventory({
        principals: [guarded],
        policies: [lent, guard, own],
        groups: devs([guarded], [lent.id, guard.id]),
        readyUsers: ready,
      }),
      guarded,
      'detach',
    )
    expect(planned.chosen).toMatchObject({ opens: true, counts: { added: 1 } })
    expect(planned.recommended).not.toBe('detach')
  })

  it('can lose a managed policy for all of its members', () => {
    const team = managed('team', [allow(app)])
    const member = user('ana', ['devs'], [{ policyId: team.id, viaGroup: 'devs' }])
    const planned = plan(
      inventory({
        principals: [member],
        policies: [team],
        groups: devs([member], [team.id]),
        readyUsers: ready,
      }),
      member,
      'group',
    )
    expect(titles(planned)).toEqual(['DetachGroupPolicy'])
  })
})

describe('what AWS lets nobody edit', () => {
  const sso = (policyIds: string[]) =>
    role('AWSReservedSSO_OnCall_8b2d4f6a91c3e507', policyIds, {
      path: '/aws-reserved/sso.amazonaws.com/',
      unmodifiable: 'IAM Identity Center owns this role; change the permission set instead.',
    })

  it('is left alone, with what to do by hand', () => {
    const own = inline(sso([]).arn, 'AwsSSOInlinePolicy', allow(app))
    const planned = plan(
      inventory({ principals: [sso([own.id])], policies: [own], readyUsers: ready }),
      sso([own.id]),
    )
    expect(planned).toMatchObject({ ways: [], chosen: null, recommended: null })
    expect(planned.byHand.join(' ')).toContain('permission set OnCall')
  })

  it('but a policy of the account that it holds can be edited', () => {
    const team = managed('team', [allow(app, metrics)])
    const planned = plan(
      inventory({ principals: [sso([team.id])], policies: [team], readyUsers: ready }),
      sso([team.id]),
    )
    expect(ids(planned)).toEqual(['entry'])
    expect(titles(planned)).toEqual(['CreatePolicyVersion'])
  })
})

describe('nothing to remove', () => {
  it('is said of a cell that IAM does not let through', () => {
    const idle = role('idle')
    const planned = plan(inventory({ principals: [idle], readyUsers: ready }), idle)
    expect(planned).toMatchObject({ ways: [], chosen: null, verdict: 'noAccess' })
    expect(planned.byHand[0]).toContain('there is nothing to remove')
  })
})

describe('the digest', () => {
  it('differs as soon as a text, a holder or the way does', () => {
    const team = managed('team', [allow(app, metrics)])
    const api = role('api', [team.id])
    const account = (...parts: Parameters<typeof inventory>) => inventory(...parts)
    const base = { principals: [api], policies: [team], readyUsers: ready }
    const digests = [
      plan(account(base), api),
      plan(
        account({
          ...base,
          policies: [managed('team', [allow(app, metrics, connectResource(analyticsId, 'app'))])],
        }),
        api,
      ),
      plan(account({ ...base, principals: [api, role('b', [team.id])] }), api),
      plan(account({ ...base, versions: { team: ['v2', 'v1'] } }), api),
      plan(account(base), api, 'detach'),
    ].map(({ digest }) => digest)
    expect(new Set(digests).size).toBe(4)
    expect(plan(account(base), api).digest).toBe(digests[0])
  })
})
