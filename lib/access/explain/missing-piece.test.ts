// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import {
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { explainCell } from './explain'

const target = sampleTarget()
const users = [databaseUser('app'), passwordUser('report'), passwordUser('postgres')]

function piece(cast: Cast, user: string, where: Target = target, targets = [where]) {
  const scans = [sampleScan(target, users)]
  const access = compileAccess(sampleInventory({ targets, cast: [cast], scans }))
  return explainCell(access, where, cast.principal.arn, user).missingPiece
}

const kinds = (...asked: Parameters<typeof piece>) => piece(...asked)?.next.map(({ kind }) => kind)

describe('what is missing leads somewhere', () => {
  it('to a grant of this cell, where nothing was written', () => {
    expect(kinds(sampleRole('idle', []), 'app')).toEqual(['grant'])
  })

  it('to words, where AWS lets nobody edit the role', () => {
    const { policies, principal } = sampleRole('sso', [])
    const unmodifiable = 'IAM Identity Center owns this role; change the permission set instead.'
    expect(piece({ policies, principal: { ...principal, unmodifiable } }, 'app')?.next).toEqual([
      { kind: 'byHand', text: expect.stringContaining('change the permission set') },
    ])
  })

  it('to the statement that nearly allows it, by its kind', () => {
    const named = sampleRole('r', [allow('app', sampleTarget({ resourceId: 'orders-prod' }))])
    expect(piece(named, 'app')?.next).toEqual([
      { kind: 'nearMiss', miss: 'name', policyId: named.policies[0]?.id },
      { kind: 'grant' },
    ])
    expect(piece(sampleRole('r', [allow('App')]), 'app')?.next[0]).toMatchObject({ miss: 'capitals' })
  })

  it('recognises the id of a target whose place this one took', () => {
    const before = sampleRole('r', [allow('app', sampleTarget({ resourceId: 'db-GONE' }))])
    expect(piece(before, 'app')).toMatchObject({
      text: 'Put db-ORDERS where statement 1 of r-access has db-GONE, which no target has any more.',
      next: [{ kind: 'nearMiss', miss: 'stale' }, { kind: 'grant' }],
    })
    // Another target that has the user: which of them took its place cannot be told.
    const twin = sampleTarget({ name: 'orders-2', resourceId: 'db-TWIN' })
    const scans = [sampleScan(target, users), sampleScan(twin, users)]
    const access = compileAccess(sampleInventory({ targets: [target, twin], cast: [before], scans }))
    expect(explainCell(access, target, before.principal.arn, 'app').missingPiece?.next).toEqual([
      { kind: 'grant' },
    ])
    // An id that some target still has is no near miss of this one.
    const other = sampleTarget({ name: 'billing', resourceId: 'db-GONE' })
    expect(kinds(before, 'app', target, [target, other])).toEqual(['grant'])
  })

  it('to the policy, never to SQL, where the name granted is a mistake', () => {
    for (const [written, right, miss] of [
      [' app', 'app', 'user'],
      ['app@%', 'app', 'user'],
      ['orders/app', 'app', 'user'],
      ['App', 'app', 'capitals'],
    ] as const) {
      const found = piece(sampleRole('r', [allow(written)]), written)
      expect(found?.text).toContain(`Missing: ${right} where statement 1 of r-access has “${written}”`)
      expect(found?.next).toEqual([{ kind: 'nearMiss', miss, policyId: expect.any(String) }])
    }
  })

  it('to the statement that means it, whatever is wrong in its entry', () => {
    const entry = (Resource: string) =>
      piece(sampleRole('r', [{ Effect: 'Allow', Action: 'rds-db:connect', Resource }]), 'app')
    const head = `arn:aws:rds-db:us-east-1:${target.accountId}`
    for (const [Resource, miss] of [
      [`${head}:dbuser/db-ORDERS/app`, 'spelling'],
      [`${head}:db-ORDERS/app`, 'spelling'],
      [`arn:aws:rds-db:${target.accountId}:us-east-1:dbuser:db-ORDERS/app`, 'swapped'],
      [`arn:aws:rds-db:eu-west-1:999900001111:dbuser:orders-prod/app`, 'account'],
      [`${head}:dbuser:${target.endpoint?.host}/app`, 'name'],
      [`${head}:dbuser:db-ORDERS/ app`, 'user'],
      [`${head}:dbuser:db-ORDERS`, 'withoutUser'],
      [target.arn, 'service'],
      [`arn:aws:rds:us-east-1:${target.accountId}:dbuser:db-ORDERS/app`, 'service'],
      [`${head}:dbuser:db-orders/app`, 'arnCapitals'],
    ] as const)
      expect(entry(Resource)?.next[0], Resource).toMatchObject({ kind: 'nearMiss', miss })
    expect(entry(`arn:aws:rds-db:eu-west-1:999900001111:dbuser:orders-prod/app`)?.text).toBe(
      `Put the account ${target.accountId} where statement 1 of r-access has 999900001111, and db-ORDERS where it has the name orders-prod, and the Region us-east-1 where it has eu-west-1.`,
    )
    expect(entry(`${head}:dbuser/db-ORDERS/app`)?.text).toBe(
      'Put dbuser:db-ORDERS/app where statement 1 of r-access has dbuser/db-ORDERS/app.',
    )
    // Nothing in it means this database user.
    expect(entry(`${head}:dbuser/db-ORDERS/report`)?.next).toEqual([{ kind: 'grant' }])
  })

  it('to other capitals that a policy variable makes', () => {
    const scans = [sampleScan(target, [databaseUser('dev_ana')])]
    const ana = sampleUser('Dev_Ana', [allow('${aws:username}')])
    const access = compileAccess(sampleInventory({ cast: [ana], scans }))
    expect(explainCell(access, target, ana.principal.arn, 'dev_ana').missingPiece).toMatchObject({
      text: 'dev_ana is spelled with other capitals in statement 1 of Dev_Ana-access as Dev_Ana, by a variable; case matters.',
      next: [{ kind: 'nearMiss', miss: 'capitals' }, { kind: 'grant' }],
    })
  })

  it('to the policies, and to who decides, where a statement denies', () => {
    const denied = piece(sampleRole('ops', [EVERYTHING, deny('app')]), 'app')
    expect(denied?.next.map(({ kind }) => kind)).toEqual(['policies', 'byHand'])
  })

  it('to the boundary, which is never widened on the way', () => {
    const boundary = samplePolicy(
      'arn:aws:iam::111122223333:policy/storage-only',
      [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      'customerManaged',
    )
    expect(piece(bounded(sampleRole('p', [allow('app')]), boundary), 'app')?.next).toMatchObject([
      { kind: 'boundary', policyId: boundary.id },
      { kind: 'byHand', text: expect.stringContaining('storage-only') },
    ])
  })

  it('to the switch, the database users with their SQL, or RDS, where a grant sleeps', () => {
    const admin = sampleRole('admin', [EVERYTHING, allow('ghost')])
    expect(kinds(admin, 'app', sampleTarget({ ...switchedOff }))).toEqual(['switch'])
    expect(kinds(admin, 'app', sampleTarget({ status: 'stopped' }))).toEqual(['byHand'])
    expect(piece(admin, 'ghost')?.next).toEqual([
      {
        kind: 'databaseUsers',
        databaseUser: 'ghost',
        sql: 'CREATE USER ghost WITH LOGIN;\nGRANT rds_iam TO ghost;',
        change: 'create',
      },
    ])
    expect(piece(admin, 'report')?.next).toEqual([
      { kind: 'databaseUsers', databaseUser: 'report', sql: 'GRANT rds_iam TO report;', change: 'makeReady' },
      { kind: 'byHand', text: expect.stringContaining('no longer signs in with its password') },
    ])
    expect(piece(admin, 'postgres')?.next.at(-1)).toMatchObject({
      text: expect.stringContaining('master user'),
    })
    const proxyOff = { iamAuth: { state: 'proxyOff', accepted: false, reason: null } } as const
    expect(kinds(admin, 'app', sampleTarget({ kind: 'proxy', ...proxyOff }))).toEqual(['byHand'])
  })

  it('to no grant and no user where IAM authentication is not supported, whatever else is missing', () => {
    const reason = 'PostgreSQL 9.4 is too old for IAM database authentication.'
    const where = sampleTarget({ iamAuth: { state: 'unsupported', accepted: false, reason } })
    for (const cast of [
      sampleRole('idle', []),
      sampleRole('r', [allow('App')]),
      sampleRole('all', [EVERYTHING]),
    ])
      expect(piece(cast, 'app', where)).toEqual({
        text: `IAM authentication is not supported on ${where.name}, so no grant can work there. ${reason}`,
        next: [
          { kind: 'byHand', text: expect.stringContaining('Sign in there with a password') },
          { kind: 'settings' },
        ],
      })
  })

  it('is told first where IAM authentication is not supported, before what IAM says', () => {
    const reason = 'PostgreSQL 9.4 is too old for IAM database authentication.'
    const where = sampleTarget({ iamAuth: { state: 'unsupported', accepted: false, reason } })
    const idle = sampleRole('idle', [])
    const access = compileAccess(sampleInventory({ targets: [where], cast: [idle], scans: [] }))
    expect(explainCell(access, where, idle.principal.arn, 'app')).toMatchObject({
      sentence: `${where.name} does not support IAM authentication.`,
      detail: `${reason} Besides: no statement allows it.`,
    })
  })

  it('to the switch before the grant, where IAM authentication is off', () => {
    const found = piece(sampleRole('idle', []), 'app', sampleTarget(switchedOff))
    expect(found?.next.map(({ kind }) => kind)).toEqual(['switch', 'grant'])
    expect(found?.text).toMatch(/^Missing first: IAM authentication turned on for \S+\. A statement for /)
    expect(kinds(sampleRole('r', [allow('App')]), 'app', sampleTarget(switchedOff))).toEqual([
      'switch',
      'nearMiss',
      'grant',
    ])
  })
})
