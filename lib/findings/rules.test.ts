import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { connectArn, type Target } from '@/lib/access/model/target'
import {
  ACCOUNT,
  AT,
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  MFA,
  passwordUser,
  refusedAtOnce,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import { findAll } from './find-all'
import type { Finding } from './finding'
import { findingsOf, NOW } from './testing/sample-findings'

const orders = sampleTarget()
const read = (target: Target, ...names: string[]) =>
  sampleScan(
    target,
    names.map(name => databaseUser(name)),
  )

const withResource = (resource: string | string[], effect = 'Allow') =>
  sampleRole('app', [{ Effect: effect, Action: 'rds-db:connect', Resource: resource }])
const corrected = ([finding]: Finding[]) => {
  const plan = finding?.fixes[0]?.plan
  return plan?.kind === 'replaceDocument' ? plan.after : (plan?.kind ?? null)
}

describe('entries that can never match', () => {
  const west = sampleTarget({ name: 'reports', resourceId: 'db-WEST', region: 'us-west-2' })
  const targets = [orders, west]
  const arn = (id: string, region = 'us-east-1') => `arn:aws:rds-db:${region}:${ACCOUNT}:dbuser:${id}/app`

  it('puts the Region right together with a name from elsewhere', () => {
    expect(
      corrected(findingsOf('name-instead-of-id', { targets, cast: [withResource(arn('reports'))] })),
    ).toContain(arn('db-WEST', 'us-west-2'))
  })

  it('knows a target by its whole ARN', () => {
    expect(
      corrected(findingsOf('name-instead-of-id', { targets, cast: [withResource(arn(orders.arn))] })),
    ).toContain(arn('db-ORDERS'))
  })

  it('offers steps for a name that nothing has', () => {
    expect(
      corrected(findingsOf('name-instead-of-id', { targets, cast: [withResource(arn('nowhere'))] })),
    ).toBe('byHand')
  })

  it('does not call an id stale in a Region that was not read', () => {
    const gone = { targets, cast: [withResource(arn('db-GONE', 'eu-west-1'))] }
    expect(findingsOf('stale-resource-id', gone)).toEqual([])
    expect(findingsOf('stale-resource-id', { targets, cast: [withResource(arn('db-GONE'))] })).toHaveLength(1)
    const denied = [{ region: 'us-east-1', targetCount: 0, parts: refusedAtOnce(AT) }]
    expect(
      findingsOf('stale-resource-id', { targets, regions: denied, cast: [withResource(arn('db-GONE'))] }),
    ).toEqual([])
  })

  it('says that a Deny by name denies nothing, and what a right one would end', () => {
    const cast: Cast[] = [
      sampleRole('app', [allow('app'), deny('app', sampleTarget({ resourceId: 'orders-prod' }))]),
    ]
    const [finding] = findingsOf('name-instead-of-id', { cast })
    expect(finding?.sentence).toContain('its Deny denies nothing there')
    expect(finding?.fixes[0]).toMatchObject({
      opensAccess: false,
      effect: { added: 0, removed: 1, changed: 0 },
    })
  })

  it('flags an entry that stops before the database user', () => {
    const cast = [withResource(`arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:db-ORDERS`)]
    expect(findingsOf('resource-without-user', { cast })).toHaveLength(1)
  })

  it('corrects rds:connect where the ARN is right', () => {
    const cast = [
      sampleRole('app', [{ Effect: 'Allow', Action: 'rds:connect', Resource: connectArn(orders, 'app') }]),
    ]
    expect(corrected(findingsOf('rds-instead-of-rds-db', { cast }))).toContain('"Action": "rds-db:connect"')
  })

  it('keeps quiet about policies that nobody holds', () => {
    const inventory = sampleInventory({ cast: [] })
    inventory.policies.push(
      samplePolicy('loose', [allow('app', sampleTarget({ resourceId: 'orders-prod' }))]),
    )
    expect(findAll(compileAccess(inventory), { now: NOW })).toEqual([])
  })
})

describe('an id of another account', () => {
  it('is never put right by a database of this one, although just one has the user', () => {
    const entry = 'arn:aws:rds-db:us-east-1:999900001111:dbuser:db-THEIRS/app'
    const found = findingsOf('other-account', {
      cast: [sampleRole('app', [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: entry }])],
      scans: [sampleScan(sampleTarget(), [databaseUser('app')])],
    })
    expect(found[0]?.fixes[0]).toMatchObject({ id: 'correct', plan: { kind: 'byHand' } })
    expect(found[0]?.fixes[0]?.plan).toMatchObject({ steps: [expect.any(String), expect.any(String)] })
  })
})

describe('wide grants', () => {
  it.each([
    ['*', true],
    ['arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ORDERS/*', true],
    ['arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ORDERS/app', false],
    [['arn:aws:s3:::exports', 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ORDERS/app'], false],
  ])('NotAction on %s is said to reach any user there: %s', (Resource, any) => {
    const cast = [sampleRole('app', [{ Effect: 'Allow', NotAction: 'iam:*', Resource }])]
    const [found] = findingsOf('not-action-allow', { cast })
    expect(found?.sentence.includes('as any database user')).toBe(any)
  })

  it('names the users of today but never the master user', () => {
    const scans = [read(orders, 'app', 'reporting', 'postgres')]
    const text = corrected(findingsOf('wildcard-user', { cast: [sampleRole('app', [allow('*')])], scans }))
    expect(text).toContain('/app"')
    expect(text).toContain('/reporting"')
    expect(text).not.toContain('/postgres"')
  })

  it('leaves administrators to their own rule', () => {
    const cast = [sampleRole('admin', [EVERYTHING])]
    const production = sampleTarget({ tags: { env: 'prod' } })
    expect(findingsOf('wildcard-target', { targets: [production], cast })).toEqual([])
    expect(findingsOf('administrators-reach-production', { targets: [production], cast })).toHaveLength(1)
    expect(findingsOf('administrators-reach-production', { cast })).toEqual([])
  })

  it('does not take a boundary for a grant', () => {
    const cast = [bounded(sampleRole('app', [allow('app')]), samplePolicy('limit', [allow('*')]))]
    expect(findingsOf('wildcard-user', { cast })).toEqual([])
  })
})

describe('what AWS lets nobody edit', () => {
  it('is changed by hand', () => {
    const cast = [
      sampleRole('sso', [allow('app', orders, MFA)], { unmodifiable: 'Managed by IAM Identity Center' }),
    ]
    const [finding] = findingsOf('condition-on-allow', { cast })
    expect(finding?.fixes.map(({ plan }) => plan.kind)).toEqual(['byHand', 'byHand', 'byHand'])
    expect(finding?.fixes[1]?.effect.changed).toBeGreaterThan(0)
  })
})

describe('an entry that stands twice in one policy', () => {
  const scans = [read(orders, 'reports')]
  const twice = (user: string) => withResource([connectArn(orders, user), connectArn(orders, user)])

  it('is one finding, and its fix takes both', () => {
    for (const [rule, user] of [
      ['missing-database-user', 'nobody'],
      ['case-mismatched-user', 'Reports'],
    ] as const) {
      const found = findingsOf(rule, { cast: [twice(user)], scans })
      expect(found).toHaveLength(1)
      expect(corrected(found)).not.toContain(`/${user}"`)
      expect(found[0]?.evidence).toMatchObject({ markedLines: [expect.any(Number), expect.any(Number)] })
    }
  })
})

describe('database users', () => {
  it('says nothing of a database that was not read', () => {
    const parts = { cast: [sampleRole('app', [allow('App')])] }
    for (const rule of [
      'case-mismatched-user',
      'missing-database-user',
      'user-not-iam-ready',
      'user-nobody-reaches',
    ])
      expect(findingsOf(rule, parts)).toEqual([])
  })

  it('tells a master user that has rds_iam', () => {
    const held = databaseUser('postgres', { grantPath: ['rds_iam', 'team', 'postgres'] })
    const [finding] = findingsOf('master-user-iam-ready', { scans: [sampleScan(orders, [held])] })
    expect(finding?.fixes[0]?.plan).toMatchObject({
      kind: 'byHand',
      steps: ['REVOKE team FROM postgres;', expect.any(String)],
    })
    expect(
      findingsOf('master-user-iam-ready', { scans: [sampleScan(orders, [passwordUser('postgres')])] }),
    ).toEqual([])
  })

  it('counts a user as reached only by a grant that means it', () => {
    const scans = [read(orders, 'app')]
    expect(
      findingsOf('user-nobody-reaches', { scans, cast: [sampleRole('admin', [EVERYTHING])] }),
    ).toHaveLength(1)
    expect(findingsOf('user-nobody-reaches', { scans, cast: [sampleRole('app', [allow('ap*')])] })).toEqual(
      [],
    )
  })
})

describe('roles and users', () => {
  const trust = (principal: object | string, condition?: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: principal,
          Action: 'sts:AssumeRole',
          ...(condition ? { Condition: condition } : {}),
        },
      ],
    })
  const trusting = (trustText: string, statements = [allow('app')]) => [
    sampleRole('app', statements, { trustText }),
  ]
  const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` })

  it.each<[string, string, boolean]>([
    ['role-anyone-may-assume', trust('*'), true],
    ['role-anyone-may-assume', trust('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), false],
    ['role-account-may-assume', trust(root(ACCOUNT)), true],
    ['role-account-may-assume', trust({ AWS: `arn:aws:iam::${ACCOUNT}:role/deploy` }), false],
    ['outside-account-may-assume', trust(root('999900001111')), true],
    [
      'outside-account-may-assume',
      trust(root('999900001111'), { StringEquals: { 'sts:ExternalId': 'x' } }),
      false,
    ],
    ['trusts-deleted-principal', trust({ AWS: 'AIDAQWJ3XNVT5R2KJ7BZL' }), true],
  ])('%s on %s: %s', (rule, text, found) => {
    expect(findingsOf(rule, { cast: trusting(text) })).toHaveLength(found ? 1 : 0)
    expect(findingsOf(rule, { cast: trusting(text, []) })).toEqual([])
  })

  it.each([
    ['*', 'critical'],
    ['repo:*', 'critical'],
    ['repo:*/*:ref:refs/heads/main', 'critical'],
    ['*:environment:production', 'critical'],
    ['repo:*/orders:*', 'critical'],
    ['repo:larkspur*', 'critical'],
    ['repo:larkspur/*', 'medium'],
    ['repo:larkspur/orders*', 'medium'],
    ['repo:larkspur@*/orders@*:*', 'medium'],
  ])('a GitHub subject %s is %s: whether the owner is left open', (subject, severity) => {
    const github = 'token.actions.githubusercontent.com'
    const provider = { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${github}` }
    const text = trust(provider, { StringLike: { [`${github}:sub`]: subject } })
    const cast = trusting(text.replace('sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'))
    expect(findingsOf('github-repositories-may-assume', { cast })[0]?.severity).toBe(severity)
  })

  it('is high for an IAM user in production and medium elsewhere', () => {
    const cast = [sampleUser('ci', [allow('app')])]
    expect(findingsOf('iam-user-can-connect', { cast })[0]?.severity).toBe('medium')
    const production = sampleTarget({ tags: { environment: 'production' } })
    expect(findingsOf('iam-user-can-connect', { cast, targets: [production] })[0]?.severity).toBe('high')
  })

  it('calls a role idle after 90 days, not when AWS does not know', () => {
    const used = (lastUsedAt: string | null) => [sampleRole('app', [allow('app')], { lastUsedAt })]
    expect(findingsOf('unused-role', { cast: used('2026-08-01T00:00:00Z') })).toHaveLength(1)
    expect(findingsOf('unused-role', { cast: used('2026-11-01T00:00:00Z') })).toEqual([])
    expect(findingsOf('unused-role', { cast: used(null) })).toEqual([])
  })

  it('tells a boundary that blocks from one that allows', () => {
    const role = sampleRole('app', [allow('app')])
    const storage = samplePolicy('storage', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    const [finding] = findingsOf('boundary-blocks', { cast: [bounded(role, storage)] })
    expect(finding?.affected[0]).toMatchObject({
      before: 'noAccess',
      after: 'canConnect',
      databaseUser: 'app',
    })
    expect(
      findingsOf('boundary-blocks', { cast: [bounded(role, samplePolicy('open', [EVERYTHING]))] }),
    ).toEqual([])
  })
})
