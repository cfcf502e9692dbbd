import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import {
  allow,
  connectResource,
  inventory,
  managed,
  ordersId,
  role,
  target,
} from '@/lib/grants/testing/sample-account'
import {
  administrator,
  create,
  databaseUser,
  mariadbTarget,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
  postgresTarget,
  rights,
  sampleAccess,
} from '../testing/sample-state'
import type { UserIntent } from '../user-intent'
import type { Guard, ServerState } from '../user-plan'

const user = { name: 'jane', host: null }
const jane = databaseUser('jane')
const facts = ['exists', 'may sign in', 'SELECT on every table of public in orders']
const there = (changes: Partial<ServerState> = {}, own = jane) =>
  postgresState({ users: [...postgresState().users, own], facts, ...changes })
const thereOnMysql = (changes: Partial<ServerState> = {}, own = databaseUser('jane', { host: '%' })) =>
  mysqlState({
    users: [own],
    facts: ['exists', 'may sign in', 'signs in by caching_sha2_password'],
    ...changes,
  })
const ready: UserIntent = { kind: 'makeReady', user, despite: [] }
const remove: UserIntent = { kind: 'remove', user, reassignTo: null }
const close: UserIntent = { kind: 'close', user }
const end: UserIntent = { kind: 'endSessions', user }
const revoke: UserIntent = { kind: 'revokeRights', user, rights: 'all' }
const read: UserIntent = { kind: 'addRights', user, rights: rights({ direct: true }) }
const on = (intent: UserIntent, name: string): UserIntent =>
  ({ ...intent, user: { name, host: null } }) as UserIntent
const ops = (changes: Parameters<typeof administrator>[0]) => ({ administrator: administrator(changes) })
const mayChange = administrator({ adminOf: ['rds_iam', 'jane'] })
const member = (name: string): UserIntent => ({
  kind: 'addRights',
  user,
  rights: rights({ template: 'role', of: { name, host: null } }),
})
const proxy = (databaseAuth: 'secret' | 'iam') =>
  target('gate', 'prx-1', {
    kind: 'proxy',
    iamAuth: { state: 'viaProxy', accepted: true, reason: null },
    proxy: {
      ...{ clientAuth: 'required', requireTls: true, databaseAuth, roleArn: null },
      targets: [{ name: 'orders-prod', resourceId: ordersId, health: 'AVAILABLE' }],
    },
  })

function guardOf(
  id: string,
  intent: UserIntent,
  state: ServerState,
  own: Target,
  others: Target[] = [],
): Guard | undefined {
  return planOf(intent, state, own, sampleAccess(own, others)).guards.find(guard => guard.id === id)
}

type Case = [
  id: string,
  fires: [UserIntent, ServerState, Target?, Target[]?],
  silent: [UserIntent, ServerState, Target?, Target[]?],
]

const CASES: Case[] = [
  ['reserved', [on(close, 'rdsadmin'), there()], [close, there()]],
  ['reserved', [create('pg_read'), postgresState()], [create('pgread'), postgresState()]],
  ['ownUser', [on(remove, 'gatehouse_ops'), there()], [on(ready, 'gatehouse_scan'), there()]],
  ['ownUser', [on(end, 'gatehouse_scan'), there()], [end, there()]],
  ['master', [on(ready, 'postgres'), there()], [ready, there()]],
  ['master', [on(remove, 'postgres'), there()], [on(read, 'postgres'), there()]],
  ['master', [on(ready, 'admin'), thereOnMysql(), mysqlTarget()], [ready, thereOnMysql(), mysqlTarget()]],
  ['heldByOthers', [ready, there({ heldBy: ['tom'] })], [ready, there()]],
  ['heldByOthers', [remove, there({ heldBy: ['tom'] })], [close, there({ heldBy: ['tom'] })]],
  ['heldByOthers', [revoke, there({ heldBy: ['tom'] })], [read, there({ heldBy: ['tom'] })]],
  [
    'heldByOthers',
    [ready, thereOnMysql({ heldBy: ['tom'] }), mysqlTarget()],
    [ready, thereOnMysql(), mysqlTarget()],
  ],
  ['readOnly', [create('jane'), postgresState({ readOnly: true })], [create('jane'), postgresState()]],
  [
    'iamNotLoaded',
    [create('jane'), mysqlState({ iamLoaded: false }), mysqlTarget()],
    [close, thereOnMysql({ iamLoaded: false }), mysqlTarget()],
  ],
  ['iamNotLoaded', [ready, there({ iamLoaded: false })], [ready, there()]],
  ['noSuchUser', [close, postgresState()], [close, there()]],
  ['noSuchUser', [on(close, 'Jane'), there({ facts: null })], [create('other'), there({ facts: null })]],
  ['nameRule', [create('a'.repeat(64)), postgresState()], [create('a'.repeat(63)), postgresState()]],
  ['nameTaken', [create('jane'), there()], [create('tom'), postgresState()]],
  [
    'otherCase',
    [create('Jane'), there({ facts: null })],
    [{ ...create('Jane'), despite: ['otherCase'] } as UserIntent, there({ facts: null })],
  ],
  [
    'otherHost',
    [create('jane'), mysqlState({ users: [databaseUser('jane', { host: '10.%' })] }), mysqlTarget()],
    [
      { ...create('jane'), despite: ['otherHost'] } as UserIntent,
      mysqlState({ users: [databaseUser('jane', { host: '10.%' })] }),
      mysqlTarget(),
    ],
  ],
  [
    'kerberos',
    [ready, there({}, databaseUser('jane', { signIn: 'kerberos' }))],
    [close, there({}, databaseUser('jane', { signIn: 'kerberos' }))],
  ],
  ['signInRole', [member('rds_iam'), there()], [member('team'), there()]],
  [
    'proxySecret',
    [ready, there(), postgresTarget(), [proxy('secret')]],
    [ready, there(), postgresTarget(), [proxy('iam')]],
  ],
  [
    'proxySecret',
    [ready, there(), postgresTarget(), [proxy('secret')]],
    [{ ...ready, despite: ['proxySecret'] } as UserIntent, there(), postgresTarget(), [proxy('secret')]],
  ],
  [
    'proxySecret',
    [ready, there(), postgresTarget(), [proxy('secret')]],
    [
      ready,
      there({ facts: ['exists'] }, databaseUser('jane', { signIn: 'noLogin' })),
      postgresTarget(),
      [proxy('secret')],
    ],
  ],
  [
    'ownedObjects',
    [remove, there({ owned: [{ database: 'orders', objects: 3 }] })],
    [
      { ...remove, reassignTo: 'app_migrator' } as UserIntent,
      there({ owned: [{ database: 'orders', objects: 3 }] }),
    ],
  ],
  [
    'ownedObjects',
    [
      { ...remove, reassignTo: 'admin' } as UserIntent,
      thereOnMysql({ owned: [{ database: 'billing', objects: 1 }] }),
      mysqlTarget(),
    ],
    [remove, thereOnMysql(), mysqlTarget()],
  ],
  [
    'noSuchSource',
    [{ ...remove, reassignTo: 'nobody' } as UserIntent, there()],
    [{ ...remove, reassignTo: 'postgres' } as UserIntent, there()],
  ],
  [
    'makesUsers',
    [create('jane'), postgresState(ops({ createsUsers: false }))],
    [create('jane'), postgresState()],
  ],
  [
    'makesUsers',
    [
      ready,
      thereOnMysql({ administrator: administrator({ host: '%', createsUsers: false }) }),
      mysqlTarget(),
    ],
    [ready, thereOnMysql(), mysqlTarget()],
  ],
  ['changesUser', [close, there()], [close, there({ administrator: mayChange })]],
  ['changesUser', [close, there()], [close, there({ version: '15.8' })]],
  ['changesUser', [close, there()], [create('tom'), postgresState()]],
  [
    'passesOn',
    [create('jane', { template: 'monitoring' }), postgresState()],
    [create('jane', { template: 'monitoring' }), postgresState({ version: '15.8' })],
  ],
  [
    'passesOn',
    [create('jane'), postgresState(ops({ adminOf: [] }))],
    [create('jane', { direct: true }), postgresState()],
  ],
  [
    'passesOn',
    [
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState({ administrator: administrator({ host: '%', adminOf: [] }) }),
      mysqlTarget(),
    ],
    [
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState(),
      mysqlTarget(),
    ],
  ],
  ['grants', [read, there(ops({ actsAs: ['gatehouse_ops'] }))], [read, there()]],
  [
    'grants',
    [revoke, there(ops({ actsAs: ['gatehouse_ops'] }))],
    [remove, there(ops({ actsAs: ['gatehouse_ops'] }))],
  ],
  [
    'grants',
    [create('jane'), mysqlState({ administrator: administrator({ host: '%' }) }), mysqlTarget()],
    [create('jane'), mysqlState(), mysqlTarget()],
  ],
  ['clears', [remove, there()], [remove, there({ administrator: mayChange })]],
  [
    'clears',
    [{ ...remove, reassignTo: 'team' } as UserIntent, there({ administrator: mayChange })],
    [{ ...remove, reassignTo: 'postgres' } as UserIntent, there({ administrator: mayChange })],
  ],
  [
    'endsSessions',
    [end, there({ facts: [...facts, 'session 4'], ...ops({ endsSessions: false }) })],
    [end, there({ facts: [...facts, 'session 4'] })],
  ],
  [
    'endsSessions',
    [remove, there({ facts: [...facts, 'session 4'], ...ops({ endsSessions: false }) })],
    [remove, there(ops({ endsSessions: false }))],
  ],
  ['lendsIam', [member('team'), there({ lendIam: ['team'] })], [member('team'), there()]],
  [
    'lendsIam',
    [member('team'), there({ lendIam: ['team'] })],
    [member('team'), there({ lendIam: ['team'] }, databaseUser('jane', { signIn: 'iam', iamReady: true }))],
  ],
  [
    'lendsIam',
    [
      member('team'),
      there({ lendIam: ['team'], heldBy: ['tom'] }, databaseUser('jane', { signIn: 'noLogin' })),
    ],
    [member('team'), there({ lendIam: ['team'] }, databaseUser('jane', { signIn: 'noLogin' }))],
  ],
  [
    'setsDefaultRoles',
    [
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState({
        administrator: administrator({ host: '%', adminOf: ['billing_read'], setsDefaultRoles: false }),
      }),
      mysqlTarget(),
    ],
    [
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState(),
      mysqlTarget(),
    ],
  ],
]

describe('a guard', () => {
  it.each(CASES)(
    '%s stands where it must and nowhere else',
    (id, [intent, state, own = postgresTarget(), others], [
      not,
      elsewhere,
      itsOwn = postgresTarget(),
      itsOthers,
    ]) => {
      expect(guardOf(id, intent, state, own, others)?.id).toBe(id)
      expect(guardOf(id, not, elsewhere, itsOwn, itsOthers)).toBeUndefined()
    },
  )

  it('stands too where the list of users is not readable, and only the facts of this one are', () => {
    const unlisted = postgresState({ users: [], facts })
    expect(guardOf('proxySecret', ready, unlisted, postgresTarget(), [proxy('secret')])?.id).toBe(
      'proxySecret',
    )
    const ofIam = postgresState({ users: [], facts: [...facts, 'member of rds_iam'] })
    expect(guardOf('proxySecret', ready, ofIam, postgresTarget(), [proxy('secret')])).toBeUndefined()
  })

  it('stands under the first step that it stops', () => {
    const plan = planOf(
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState({ administrator: { ...mysqlState().administrator, adminOf: [] } }),
      mysqlTarget(),
    )
    expect(plan.steps.map(({ guard }) => guard?.id ?? null)).toEqual([null, 'passesOn', null])
    expect(planOf(create('jane'), postgresState({ readOnly: true })).steps[0]?.guard?.id).toBe('readOnly')
  })
})

const lineOf = (...of: Parameters<typeof guardOf>) => {
  const guard = guardOf(...of)
  return [guard?.line, guard?.as]
}

describe('the line that lifts a guard, and as whom', () => {
  const pg = postgresTarget()
  const my = mysqlTarget()
  it.each([
    [
      'passesOn',
      create('jane', { template: 'monitoring' }),
      postgresState(),
      pg,
      'GRANT pg_monitor TO gatehouse_ops WITH ADMIN OPTION;',
      'postgres',
    ],
    [
      'passesOn',
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState({ administrator: administrator({ host: '%', adminOf: [] }) }),
      my,
      "GRANT 'billing_read' TO 'gatehouse_ops'@'%' WITH ADMIN OPTION;",
      'admin',
    ],
    [
      'makesUsers',
      create('jane'),
      postgresState(ops({ createsUsers: false })),
      pg,
      'ALTER ROLE gatehouse_ops CREATEROLE;',
      'postgres',
    ],
    [
      'makesUsers',
      create('jane'),
      mysqlState({ administrator: administrator({ host: '%', createsUsers: false }) }),
      my,
      "GRANT CREATE USER ON *.* TO 'gatehouse_ops'@'%';",
      'admin',
    ],
    ['changesUser', close, there(), pg, 'GRANT jane TO gatehouse_ops WITH ADMIN OPTION;', 'postgres'],
    [
      'grants',
      read,
      there(ops({ actsAs: ['postgres'] })),
      pg,
      'GRANT app_migrator TO gatehouse_ops;',
      'postgres',
    ],
    [
      'grants',
      create('jane', { schemas: [{ database: 'tax', schema: 'tax' }] }),
      mysqlState({ administrator: administrator({ host: '%' }) }),
      my,
      "GRANT SELECT ON `tax`.* TO 'gatehouse_ops'@'%' WITH GRANT OPTION;",
      'admin',
    ],
    [
      'endsSessions',
      end,
      there({ facts: [...facts, 'session 4'], ...ops({ endsSessions: false }) }),
      pg,
      'GRANT pg_signal_backend TO gatehouse_ops;',
      'postgres',
    ],
    [
      'kerberos',
      ready,
      there({ facts: ['exists', 'member of rds_ad'] }, databaseUser('jane', { signIn: 'kerberos' })),
      pg,
      'REVOKE rds_ad FROM jane;',
      'gatehouse_ops',
    ],
    [
      'setsDefaultRoles',
      create('jane', { template: 'role', of: { name: 'billing_read', host: null } }),
      mysqlState({
        administrator: administrator({ host: '%', adminOf: ['billing_read'], setsDefaultRoles: false }),
      }),
      mariadbTarget(),
      "GRANT UPDATE ON mysql.* TO 'gatehouse_ops'@'%';",
      'admin',
    ],
  ] as const)('%s', (id, intent, state, own, line, as) =>
    expect(lineOf(id, intent, state, own)).toEqual([line, as]),
  )

  it('gives back the password that the master user lost already, and those of a role’s holders', () => {
    const lost = databaseUser('postgres', {
      signIn: 'iam',
      iamReady: true,
      superuser: true,
      grantPath: ['rds_iam', 'team', 'postgres'],
    })
    const master = guardOf(
      'master',
      on(ready, 'postgres'),
      postgresState({ users: [lost], facts: ['exists', 'may sign in', 'member of team'] }),
      pg,
    )
    expect([master?.line, master?.text]).toEqual([
      'REVOKE team FROM postgres;',
      expect.stringMatching(/Sign in as postgres with a token/),
    ])
    const team = databaseUser('team', { signIn: 'noLogin', grantPath: ['rds_iam', 'team'] })
    const held = guardOf(
      'heldByOthers',
      on(ready, 'team'),
      there({ heldBy: ['tom'], lendIam: ['team', 'tom'] }, team),
      pg,
    )
    expect([held?.line, held?.text]).toEqual([
      'REVOKE rds_iam FROM team;',
      expect.stringMatching(/they sign in with a token/),
    ])
  })

  it('takes no more than membership of whom things are given to', () => {
    const guard = guardOf(
      'clears',
      { ...remove, reassignTo: 'team' } as UserIntent,
      there({ administrator: mayChange }),
      pg,
    )
    expect(guard?.line).toBe('GRANT team TO gatehouse_ops;')
  })

  it('warns of a line that gives more than is needed, and has another way', () => {
    const intent = create('jane', { template: 'role', of: { name: 'billing_read', host: null } })
    const lacks = mysqlState({
      administrator: administrator({ host: '%', adminOf: ['billing_read'], setsDefaultRoles: false }),
    })
    const guard = guardOf('setsDefaultRoles', intent, lacks, mariadbTarget())
    expect(guard?.text).toMatch(/could make itself anything/)
    expect(guard?.instead).toHaveLength(1)
  })

  it('names the source of a replica, and the writer’s readers', () => {
    const guard = guardOf(
      'readOnly',
      create('jane'),
      postgresState({ readOnly: true }),
      postgresTarget({ replicaOf: 'orders-main' }),
    )
    expect(guard?.text).toMatch(/Change the user on orders-main: the replica follows by itself/)
  })
})

describe('another way', () => {
  const insteadOf = (...of: Parameters<typeof guardOf>) => guardOf(...of)?.instead ?? []

  it('leads to a plan that this guard does not stop', () => {
    const cases: [string, UserIntent, ServerState, Target, Target[]?][] = [
      ['nameRule', create('a'.repeat(64)), postgresState(), postgresTarget()],
      ['otherCase', create('Jane'), there({ facts: null }), postgresTarget()],
      [
        'otherHost',
        create('jane'),
        mysqlState({ users: [databaseUser('jane', { host: '10.%' })] }),
        mysqlTarget(),
      ],
      [
        'passesOn',
        create('jane', { template: 'role', of: { name: 'team', host: null } }),
        postgresState({ factsOfOther: ['exists'] }),
        postgresTarget(),
      ],
      ['proxySecret', ready, there(), postgresTarget(), [proxy('secret')]],
      ['heldByOthers', ready, there({ heldBy: ['tom'] }), postgresTarget()],
      ['ownedObjects', remove, there({ owned: [{ database: 'orders', objects: 3 }] }), postgresTarget()],
      ['master', on(ready, 'postgres'), there(), postgresTarget()],
    ]
    for (const [id, intent, state, own, others] of cases) {
      const ways = insteadOf(id, intent, state, own, others)
      expect(ways.length, id).toBeGreaterThan(0)
      for (const way of ways) {
        const isCreate = way.intent.kind === 'create' && way.intent.user.name !== 'jane'
        const then = isCreate ? { ...state, facts: null, heldBy: [] } : state
        expect(guardOf(id, way.intent, then, own, others), `${id}: ${way.label}`).toBeUndefined()
      }
    }
  })

  it('says who comes through the proxy as the user of its secret', () => {
    const own = postgresTarget()
    const gate = proxy('secret')
    const policy = managed('through', [allow(connectResource(gate.resourceId, 'jane'))])
    const access = compileAccess(
      inventory({ principals: [role('app', [policy.id])], policies: [policy], targets: [own, gate] }),
    )
    const guard = planOf(ready, there(), own, access).guards.find(({ id }) => id === 'proxySecret')
    expect(guard?.text).toMatch(/Allowed through it as jane: role\/app/)
    expect(guard?.instead.map(({ label }) => label)).toEqual([
      'Create jane_iam for IAM instead',
      'No secret of gate is of jane',
    ])
  })

  it('of MySQL is the account of the other host', () => {
    const state = mysqlState({ users: [databaseUser('jane', { host: '10.%' })] })
    expect(insteadOf('otherHost', create('jane'), state, mysqlTarget()).map(({ label }) => label)).toEqual([
      'Make jane@10.% IAM-ready',
      'Create jane@% all the same',
    ])
  })
})
