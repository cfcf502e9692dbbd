import { describe, expect, it } from 'vitest'
import { compileAccess } from './compile-access'
import { explainCell } from './explain'
import { iamReadySql } from './iam-ready-sql'
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
  switchedOff,
} from './sample-inventory'
import type { Target } from './target'

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
      },
    ])
    expect(piece(admin, 'report')?.next).toEqual([
      { kind: 'databaseUsers', databaseUser: 'report', sql: 'GRANT rds_iam TO report;' },
      { kind: 'byHand', text: expect.stringContaining('no longer signs in with its password') },
    ])
    expect(piece(admin, 'postgres')?.next.at(-1)).toMatchObject({
      text: expect.stringContaining('master user'),
    })
    const proxyOff = { iamAuth: { state: 'proxyOff', accepted: false, reason: null } } as const
    expect(kinds(admin, 'app', sampleTarget({ kind: 'proxy', ...proxyOff }))).toEqual(['byHand'])
    const unsupported = { iamAuth: { state: 'unsupported', accepted: false, reason: null } } as const
    expect(kinds(admin, 'app', sampleTarget(unsupported))).toEqual(['settings'])
  })
})

describe('iamReadySql', () => {
  it.each([
    ['postgres', 'Jane@x', null, 'CREATE USER "Jane@x" WITH LOGIN;\nGRANT rds_iam TO "Jane@x";'],
    ['postgres', 'team', { signIn: 'noLogin' }, 'ALTER ROLE team WITH LOGIN;\nGRANT rds_iam TO team;'],
    [
      'mysql',
      "o'app",
      null,
      "CREATE USER 'o''app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER 'o''app'@'%' REQUIRE SSL;",
    ],
    [
      'mariadb',
      'app',
      { signIn: 'password' },
      "ALTER USER 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER 'app'@'%' REQUIRE SSL;",
    ],
    ['other', 'app', null, null],
  ] as const)('writes for %s and %s', (family, name, exists, sql) => {
    expect(iamReadySql({ family }, name, exists)).toBe(sql)
  })
})
