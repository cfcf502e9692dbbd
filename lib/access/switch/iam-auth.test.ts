import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import {
  allow,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { planSwitch, readiness, settled } from './iam-auth'

const now = new Date('2026-11-18T14:02:11Z')
const off = sampleTarget({ ...switchedOff, name: 'billing-prod' })
const scan = sampleScan(off, [
  databaseUser('billing_rw'),
  databaseUser('billing_ro'),
  passwordUser('postgres'),
])

function plan(target: Target, desired: 'on' | 'off', cast: Cast[] = [], read = true) {
  const access = compileAccess(sampleInventory({ targets: [target], cast, scans: read ? [scan] : [] }))
  return planSwitch({ target, desired, access, now })
}

const outcomes = (target: Target, desired: 'on' | 'off' = 'on') =>
  Object.fromEntries(readiness(target, desired, null).map(check => [check.id, check.outcome]))

describe('settled', () => {
  it.each([
    ['on and at rest', sampleTarget(), true],
    ['available with the old flag, as just after a modify', off, false],
    ['flag right but RDS still at work', sampleTarget({ status: 'configuring-iam-database-auth' }), false],
    [
      'still turning on',
      sampleTarget({ iamAuth: { state: 'turningOn', accepted: false, reason: null } }),
      false,
    ],
    ['scheduled', sampleTarget({ iamAuth: { state: 'scheduledOn', accepted: false, reason: null } }), false],
    [
      'on now but off in the window',
      sampleTarget({ iamAuth: { state: 'scheduledOff', accepted: true, reason: null } }),
      false,
    ],
  ])('%s: %s', (_, target, expected) => {
    expect(settled(target, 'on')).toBe(expected)
  })
})

describe('readiness', () => {
  it.each([
    ['a stopped instance', { status: 'stopped' }, 'status', 'block'],
    [
      'an unsupported engine',
      { iamAuth: { state: 'unsupported', accepted: false, reason: 'Too old.' } },
      'engine',
      'block',
    ],
    [
      'an engine of which RDS did not say what it can',
      { ...switchedOff, iamSupport: 'unknown' },
      'engine',
      'warn',
    ],
    [
      'a switch under way',
      { iamAuth: { state: 'turningOn', accepted: false, reason: null } },
      'pending',
      'block',
    ],
    ['Kerberos on RDS for PostgreSQL', { ...switchedOff, kerberosEnabled: true }, 'kerberos', 'block'],
    [
      'Kerberos on an Aurora cluster',
      { ...switchedOff, kind: 'auroraCluster', kerberosEnabled: true },
      'kerberos',
      'warn',
    ],
    ['a very small class', { ...switchedOff, instanceClass: 'db.t4g.micro' }, 'memory', 'warn'],
    ['a proxy', { ...switchedOff, kind: 'proxy' }, 'owner', 'block'],
    ['the switch already there', {}, 'pending', 'block'],
    ['TLS left optional', { ...switchedOff, tlsEnforced: false }, 'tls', 'warn'],
  ] as [string, Partial<Target>, string, string][])('%s: %s is %s', (_, overrides, id, outcome) => {
    expect(outcomes(sampleTarget(overrides))[id]).toBe(outcome)
  })

  it('blocks a cluster with a member of a class that cannot do it', () => {
    const member = {
      name: 'm-1',
      resourceId: 'db-M',
      role: 'reader',
      instanceClass: 'db.t3.small',
      status: 'available',
      endpoint: null,
    } as const
    const cluster = sampleTarget({
      ...switchedOff,
      kind: 'auroraCluster',
      engine: 'aurora-mysql',
      family: 'mysql',
      instanceClass: null,
      members: [member],
    })
    expect(outcomes(cluster)).toMatchObject({ memory: 'block', owner: 'pass' })
  })

  it('stops when the PostgreSQL master user would lose its password login, nested membership included', () => {
    const master = databaseUser('postgres', { grantPath: ['rds_iam', 'team', 'postgres'] })
    const check = readiness(off, 'on', sampleScan(off, [master])).find(each => each.id === 'masterUser')
    expect(check).toMatchObject({ outcome: 'block' })
    expect(check?.detail).toContain('through team')
  })

  it('says of MariaDB whose password goes on working beside the token, and who hangs on the plugin alone', () => {
    const mariadb = sampleTarget({ ...switchedOff, engine: 'mariadb', family: 'mariadb' })
    const both = databaseUser('both', { host: '%', signIn: 'iamOrPassword' })
    const alone = databaseUser('alone', { host: '%' })
    const narrower = { ...passwordUser('alone'), host: '10.%' }
    const check = (desired: 'on' | 'off', users: DatabaseUser[], id: string) =>
      readiness(
        { ...mariadb, ...(desired === 'off' ? { iamAuth: on.iamAuth } : {}) },
        desired,
        sampleScan(mariadb, users),
      ).find(each => each.id === id)
    const on = sampleTarget()
    expect(check('on', [both], 'passwords')).toMatchObject({
      title: '1 user is IAM-ready',
      detail: 'Password logins go on working, theirs too.',
    })
    expect(check('on', [both, alone], 'passwords')?.detail).toBe(
      'Password logins go on working, except for alone.',
    )
    expect(check('on', [both, alone, narrower], 'passwords')).toMatchObject({
      title: '2 users are IAM-ready',
      detail: 'Password logins go on working, except for alone.',
    })
    expect(check('off', [both, alone, narrower], 'plugin')).toMatchObject({
      outcome: 'warn',
      title: '1 user signs in only by IAM',
    })
    expect(check('off', [both], 'plugin')).toMatchObject({ outcome: 'pass' })
  })

  it('names the AWS page behind every check', () => {
    expect(readiness(off, 'on', scan).every(check => /User Guide/.test(check.source))).toBe(true)
  })
})

describe('planSwitch', () => {
  it('says which dormant grants wake up, and on what', () => {
    const { effect, counts } = plan(off, 'on', [
      sampleRole('billing-api', [allow('billing_rw', off)]),
      sampleRole('oncall', [allow('billing_ro', off, MFA)]),
      sampleRole('ghost', [allow('nobody', off)]),
      sampleRole('blocked', [allow('billing_rw', off), deny('*', off)]),
    ])
    expect(
      effect.map(({ principal, databaseUser, before, after, note }) => [
        principal,
        databaseUser,
        before,
        after,
        note,
      ]),
    ).toEqual([
      ['role/billing-api', 'billing_rw', 'dormant', 'canConnect', null],
      ['role/oncall', 'billing_ro', 'dormant', 'conditional', 'MFA'],
    ])
    expect(counts).toEqual({ gains: 1, conditional: 1, losses: 0 })
  })

  it('reports a wildcard once, not once per user', () => {
    const { effect } = plan(off, 'on', [sampleRole('admin', [EVERYTHING, deny('billing_ro', off)])])
    expect(effect).toHaveLength(1)
    expect(effect[0]).toMatchObject({ databaseUser: 'any user', note: 'wildcard', after: 'canConnect' })
  })

  it('says who loses access when the switch goes off', () => {
    const on = sampleTarget({ name: 'billing-prod' })
    const { effect, counts } = plan(on, 'off', [sampleRole('billing-api', [allow('billing_rw', on)])])
    expect(effect[0]).toMatchObject({ before: 'canConnect', after: 'dormant' })
    expect(counts).toEqual({ gains: 0, conditional: 0, losses: 1 })
  })

  it('lists every other change that "now" would apply, and whether one restarts', () => {
    const target = sampleTarget({
      ...switchedOff,
      pendingChanges: [
        {
          field: 'IAMDatabaseAuthenticationEnabled',
          label: 'IAM authentication',
          before: 'off',
          after: 'on',
          restarts: false,
        },
        {
          field: 'DBInstanceClass',
          label: 'Instance class',
          before: 'db.r6g.large',
          after: 'db.r6g.xlarge',
          restarts: true,
        },
        {
          field: 'BackupRetentionPeriod',
          label: 'Backup retention',
          before: '7 days',
          after: '14 days',
          restarts: false,
        },
      ],
    })
    const { waiting, restarts } = plan(target, 'on')
    expect(waiting.map(change => change.label)).toEqual(['Instance class', 'Backup retention'])
    expect(restarts).toBe(true)
  })

  it('asks the instance for an instance and the cluster for a cluster', () => {
    expect(plan(off, 'on').call.now).toEqual({
      service: 'rds',
      action: 'ModifyDBInstance',
      input: {
        DBInstanceIdentifier: 'billing-prod',
        EnableIAMDatabaseAuthentication: true,
        ApplyImmediately: true,
      },
    })
    const cluster = plan(sampleTarget({ ...switchedOff, kind: 'multiAzCluster', name: 'identity' }), 'on')
    expect(cluster.call.window).toMatchObject({
      action: 'ModifyDBCluster',
      input: { DBClusterIdentifier: 'identity', ApplyImmediately: false },
    })
    expect(cluster.cli.window).toContain('aws rds modify-db-cluster --region us-east-1')
    expect(cluster.cli.window).toContain('--enable-iam-database-authentication --no-apply-immediately')
  })

  it('has a digest that holds for the same reading and breaks with anything that was read', () => {
    const cast = [sampleRole('a', [allow('billing_rw', off)])]
    const { digest } = plan(off, 'on', cast)
    expect(plan({ ...off }, 'on', cast).digest).toBe(digest)
    const others = [
      plan(off, 'off', cast),
      plan({ ...off, status: 'modifying' }, 'on', cast),
      plan(off, 'on', []),
      plan(
        {
          ...off,
          pendingChanges: [{ field: 'Port', label: 'Port', before: '1', after: '2', restarts: true }],
        },
        'on',
        cast,
      ),
    ].map(other => other.digest)
    expect(new Set([digest, ...others]).size).toBe(5)
  })

  it('is not made stale by time passing', () => {
    const access = compileAccess(sampleInventory({ targets: [off] }))
    const later = new Date('2026-11-18T14:05:00Z')
    expect(planSwitch({ target: off, desired: 'on', access, now: later }).digest).toBe(
      planSwitch({ target: off, desired: 'on', access, now }).digest,
    )
  })
})
