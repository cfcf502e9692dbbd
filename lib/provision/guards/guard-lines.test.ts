import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import { allow, connectResource, inventory, managed, role } from '@/lib/grants/testing/sample-account'
import {
  close,
  end,
  facts,
  guardOf,
  mayChange,
  on,
  ops,
  proxy,
  read,
  ready,
  remove,
  there,
} from '../testing/sample-guards'
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
} from '../testing/sample-state'
import type { UserIntent } from '../user-intent'
import type { ServerState } from '../user-plan'

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
