import { describe, expect, it } from 'vitest'
import type { Target } from '@/lib/access/model/target'
import {
  close,
  end,
  facts,
  guardOf,
  mayChange,
  member,
  on,
  ops,
  proxy,
  read,
  ready,
  remove,
  revoke,
  there,
  thereOnMysql,
} from '../testing/sample-guards'
import {
  administrator,
  create,
  databaseUser,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
  postgresTarget,
} from '../testing/sample-state'
import type { UserIntent } from '../user-intent'
import type { ServerState } from '../user-plan'

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
  // PostgreSQL 16: whoever made jane is a member of it, if only to pass it on.
  [
    'lendsIam',
    [
      member('team'),
      there(
        { lendIam: ['team'], passedOnBy: ['postgres'], facts: ['exists'] },
        databaseUser('jane', { signIn: 'noLogin' }),
      ),
    ],
    [
      member('team'),
      there(
        { lendIam: ['team', 'postgres'], passedOnBy: ['postgres'], heldBy: ['postgres'], facts: ['exists'] },
        databaseUser('jane', { signIn: 'noLogin' }),
      ),
    ],
  ],
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
