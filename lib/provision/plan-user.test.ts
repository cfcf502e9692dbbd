import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
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
  statementsOf,
} from './testing/sample-state'
import type { UserIntent } from './user-intent'
import type { ServerState, UserPlan } from './user-plan'

const user = { name: 'jane', host: null }
const onMysql = { name: 'jane', host: '%' }
const remove: UserIntent = { kind: 'remove', user, reassignTo: null }
const close: UserIntent = { kind: 'close', user }
const ready: UserIntent = { kind: 'makeReady', user, despite: [] }
const iamUser = databaseUser('jane', {
  signIn: 'iam',
  iamReady: true,
  grantPath: ['rds_iam', 'jane'],
  reason: null,
})
const FACTS = ['exists', 'may sign in', 'member of rds_iam', 'SELECT on every table of public in orders']
const there = (changes: Partial<ServerState> = {}, own = iamUser) =>
  postgresState({
    users: [...postgresState().users, own],
    facts: FACTS,
    administrator: administrator({ superuser: true }),
    ...changes,
  })
const textsOf = ({ checks }: UserPlan) => checks.map(({ text }) => text).join('\n')
const cells = ({ effect }: UserPlan) =>
  effect.map(({ principal, target: on, databaseUser: as, before, after }) => [
    principal,
    on,
    as,
    before,
    after,
  ])
const WAKES = [['role/data-analyst', 'orders-prod', 'jane', 'dormant', 'canConnect']]
const SLEEPS = [['role/data-analyst', 'orders-prod', 'jane', 'canConnect', 'dormant']]

describe('the effect', () => {
  it('is who gets in that IAM allows already, and nobody else', () => {
    const plan = planOf(create('jane'))
    expect(cells(plan)).toEqual(WAKES)
    expect(plan.counts).toEqual({ added: 1, removed: 0, changed: 0, wakesLater: 0 })
    expect(textsOf(plan)).toMatch(/Nothing else changes, on any of 1 target/)
    expect(cells(planOf(create('nobody-granted')))).toEqual([])
    expect(textsOf(planOf(create('nobody-granted')))).toMatch(/No connection changes/)
  })

  it('is taken from the server as read now, not from an older scan', () => {
    const own = postgresTarget()
    const stale = inventory({
      principals: sampleAccess(own).inventory.principals,
      policies: sampleAccess(own).inventory.policies,
      targets: [own],
      readyUsers: { [ordersId]: ['jane'] },
    })
    expect(cells(planOf(create('jane'), postgresState(), own, compileAccess(stale)))).toEqual(WAKES)
  })

  it('is the same on every engine, and none while IAM is off', () => {
    expect(
      cells(planOf(create('jane'), mysqlState(), mysqlTarget())).map(([, , , ...verdicts]) => verdicts),
    ).toEqual([['dormant', 'canConnect']])
    const off = postgresTarget({ iamAuth: { state: 'off', accepted: false, reason: null } })
    const plan = planOf(create('jane'), postgresState(), off)
    expect(cells(plan)).toEqual([])
    expect(textsOf(plan)).toMatch(/IAM authentication is off on orders-prod: nobody signs in with a token/)
  })

  it('falls asleep by close and remove, and wakes by making an old user ready', () => {
    expect(cells(planOf(close, there()))).toEqual(SLEEPS)
    expect(cells(planOf(remove, there()))).toEqual(SLEEPS)
    expect(cells(planOf(ready, there({ facts: ['exists', 'may sign in'] }, databaseUser('jane'))))).toEqual(
      WAKES,
    )
    expect(cells(planOf({ kind: 'addRights', user, rights: rights() }, there()))).toEqual([])
  })

  it('counts a membership through which rds_iam is held, both ways', () => {
    const nested = there(
      { facts: ['exists', 'may sign in', 'member of team'], lendIam: ['team'] },
      { ...iamUser, grantPath: ['rds_iam', 'team', 'jane'] },
    )
    const plan = planOf({ kind: 'revokeRights', user, rights: 'all' }, nested)
    expect(cells(plan)).toEqual(SLEEPS)
    expect(textsOf(plan)).toMatch(/jane holds rds_iam no more then: it signs in by password, if it has one/)
    expect(cells(planOf({ kind: 'revokeRights', user, rights: 'all' }, there()))).toEqual([])
  })

  it('reaches through a proxy that signs in by IAM, and not through one that does so with a secret', () => {
    const own = postgresTarget()
    const gate = (databaseAuth: 'secret' | 'iam') =>
      target('gate', 'prx-1', {
        kind: 'proxy',
        iamAuth: { state: 'viaProxy', accepted: true, reason: null },
        proxy: {
          ...{
            clientAuth: 'required' as const,
            requireTls: true,
            databaseAuth,
            roleArn: 'arn:aws:iam::111122223333:role/gate',
          },
          targets: [{ name: 'orders-prod', resourceId: ordersId, health: 'AVAILABLE' }],
        },
      })
    const through = (databaseAuth: 'secret' | 'iam') => {
      const proxy = gate(databaseAuth)
      const client = managed('client', [allow(connectResource(proxy.resourceId, 'jane'))])
      const hop = managed('hop', [allow(connectResource(ordersId, 'jane'))])
      const trust = JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'rds.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      })
      const access = compileAccess(
        inventory({
          principals: [role('app', [client.id]), role('gate', [hop.id], { trustText: trust })],
          ...{ policies: [client, hop], targets: [own, proxy] },
        }),
      )
      return cells(planOf(create('jane'), postgresState(), own, access)).filter(([, on]) => on === 'gate')
    }
    expect(through('iam')).toEqual([['role/app', 'gate', 'jane', 'dormant', 'canConnect']])
    expect(through('secret')).toEqual([])
  })
})

describe('removal', () => {
  const SESSIONS = [...FACTS, 'session 12', 'session 13']

  it('closes first, so that sessions that are ended do not come back, then clears and drops', () => {
    const plan = planOf(remove, there({ facts: SESSIONS }))
    expect(plan.steps.map(({ title, transaction, undo }) => [title, transaction, undo !== null])).toEqual([
      ['Let it sign in no more', 0, true],
      ['End its 2 sessions', 1, false],
      ['Take its rights in orders', 2, true],
      ['Drop the user', 2, true],
    ])
    expect(plan.steps[3]?.undo).toEqual(['CREATE ROLE jane WITH NOLOGIN;', 'GRANT rds_iam TO jane;'])
  })

  it('never drops what it owns: that goes to another, in every database, before DROP OWNED', () => {
    const state = there({
      databases: ['orders', 'stock'],
      owned: [
        { database: 'orders', objects: 3 },
        { database: 'stock', objects: 1 },
      ],
    })
    const plan = planOf({ ...remove, reassignTo: 'app_migrator' }, state)
    expect(plan.steps.map(({ database, transaction }) => [database, transaction])).toEqual([
      ['orders', 0],
      ['stock', 1],
      ['orders', 2],
      ['orders', 2],
    ])
    const all = statementsOf(plan)
    all.forEach((line, at) => {
      if (line.startsWith('DROP OWNED')) expect(all[at - 1]).toBe('REASSIGN OWNED BY jane TO app_migrator;')
    })
    expect(all.filter(line => line.startsWith('DROP OWNED'))).toHaveLength(2)
    expect(plan.steps[1]?.undoNote).toBe('What it owns in stock stays with app_migrator.')
  })

  it('says what cannot be made again: a password, and what has no word here', () => {
    const byPassword = planOf(remove, there({ facts: ['exists', 'may sign in'] }, databaseUser('jane')))
    expect(byPassword.steps.at(-1)).toMatchObject({
      undo: null,
      undoNote: 'It has a password, which cannot be made again.',
    })
    const other = planOf(remove, there({ facts: [...FACTS, 'also "SELECT (n) on items"'] }))
    expect(other.steps.at(-1)).toMatchObject({
      undo: null,
      undoNote: 'Not made again: also "SELECT (n) on items".',
    })
    const plugin = mysqlState({
      users: [databaseUser('jane', { host: '%' })],
      facts: ['exists', 'may sign in', 'signs in by caching_sha2_password'],
    })
    expect(planOf({ ...remove, user: onMysql }, plugin, mysqlTarget()).steps.at(-1)?.undo).toBeNull()
  })

  it('ends sessions of MySQL one by one, by the number of each alone', () => {
    const facts = ['exists', 'may sign in', 'session 7', 'session "8; DROP USER x"', 'session 9']
    const plan = planOf(
      { kind: 'endSessions', user: onMysql },
      mysqlState({ users: [databaseUser('jane', { host: '%' })], facts }),
      mysqlTarget(),
    )
    expect(plan.steps.map(({ statements, removes }) => [statements[0], removes[0]])).toEqual([
      ['CALL mysql.rds_kill(7);', 'session 7'],
      ['CALL mysql.rds_kill(9);', 'session 9'],
    ])
  })
})

describe('making an old user ready', () => {
  it('of MySQL takes the password away for good, and says so', () => {
    const users = [databaseUser('jane', { host: '%' })]
    const facts = ['exists', 'signs in by mysql_native_password', 'signs in by unix_socket']
    const plan = planOf({ ...ready, user: onMysql }, mysqlState({ users, facts }), mariadbTarget())
    expect(statementsOf(plan)).toEqual([
      "ALTER USER 'jane'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
      "ALTER USER 'jane'@'%' ACCOUNT UNLOCK;",
    ])
    expect(plan.steps[0]).toMatchObject({
      undo: null,
      removes: ['signs in by mysql_native_password', 'signs in by unix_socket'],
    })
    expect(textsOf(plan)).toMatch(/The password of jane is removed/)
  })

  it('of PostgreSQL locks the password out while IAM is on, and can be taken back', () => {
    const plan = planOf(ready, there({ facts: ['exists', 'may sign in'] }, databaseUser('jane')))
    expect([statementsOf(plan), plan.steps[0]?.undo]).toEqual([
      ['GRANT rds_iam TO jane;'],
      ['REVOKE rds_iam FROM jane;'],
    ])
    expect(textsOf(plan)).toMatch(/The password of jane is refused while IAM is on/)
  })

  it('of one that is ready already is nothing', () => {
    const plan = planOf(ready, there())
    expect([plan.steps, plan.effect]).toEqual([[], []])
    expect(textsOf(plan)).toMatch(/Nothing is left to do/)
  })
})

describe('what is said beside a plan', () => {
  it('which endpoint is written to, and who follows', () => {
    const own = postgresTarget()
    const replica = target('orders-replica', 'db-REPLICA', { replicaOf: 'orders-prod' })
    expect(textsOf(planOf(create('jane'), postgresState(), own, sampleAccess(own, [replica])))).toMatch(
      /Writer chosen: orders-prod. 1 reader refuses writes and follows by itself/,
    )
  })

  it('what the administrator could not read, which stops nothing', () => {
    const plan = planOf(
      create('jane'),
      postgresState({ administrator: administrator({ blind: ['default roles'] }) }),
    )
    expect(textsOf(plan)).toMatch(
      /What is not known, since gatehouse_ops may not read it: default roles. The change can be made/,
    )
    expect(plan.steps.length).toBeGreaterThan(0)
  })

  it('what a user keeps that PUBLIC has, that a wider right covers, that a role lends', () => {
    const facts = [
      ...FACTS,
      'member of team',
      'USAGE on schema public in orders',
      'CONNECT on database orders',
    ]
    const all = planOf({ kind: 'revokeRights', user, rights: 'all' }, there({ facts }))
    expect(textsOf(all)).toMatch(
      /jane keeps what PUBLIC, that is every user, has: USAGE on schema public in orders/,
    )
    const tables = [{ database: 'orders', schema: 'public', table: 'items', privileges: ['select' as const] }]
    const one = planOf(
      { kind: 'revokeRights', user, rights: rights({ template: 'tables', tables }) },
      there({ facts }),
    )
    expect(one.steps).toEqual([])
    expect(textsOf(one)).toMatch(
      /jane keeps SELECT on every table of public in orders; whatever team lends it/,
    )
  })

  it('that a second way in stays, that sessions stay, that others hold it, that it administers', () => {
    const both = databaseUser('jane', { host: '%', signIn: 'iamOrPassword', iamReady: true })
    const my = mysqlState({ users: [both], facts: ['exists', 'may sign in'] })
    expect(
      textsOf(planOf({ kind: 'addRights', user: onMysql, rights: rights() }, my, mysqlTarget())),
    ).toMatch(/second way to sign in/)
    expect(textsOf(planOf(close, there({ facts: [...FACTS, 'session 1'] })))).toMatch(
      /1 session of jane stays open/,
    )
    expect(
      textsOf(planOf({ kind: 'addRights', user, rights: rights() }, there({ heldBy: ['tom'] }))),
    ).toMatch(/jane is a role of tom too/)
    expect(
      textsOf(
        planOf(
          {
            kind: 'addRights',
            user,
            rights: rights({ template: 'role', of: { name: 'postgres', host: null } }),
          },
          there(),
        ),
      ),
    ).toMatch(/postgres administers the server/)
  })
})

describe('the digest', () => {
  it('holds while only sessions come and go, and not when anything else does', () => {
    const digest = (state: ServerState, intent: UserIntent = close) => planOf(intent, state).digest
    expect(digest(there({ facts: [...FACTS, 'session 1'] }))).toBe(
      digest(there({ facts: [...FACTS, 'session 2'] })),
    )
    const end: UserIntent = { kind: 'endSessions', user }
    expect(digest(there({ facts: [...FACTS, 'session 1'] }), end)).toBe(
      digest(there({ facts: [...FACTS, 'session 1', 'session 2'] }), end),
    )
    expect(digest(there({ facts: [...FACTS, 'has CREATEDB'] }))).not.toBe(digest(there()))
    expect(digest(there())).not.toBe(digest(there(), remove))
    expect(digest(postgresState(), create('jane'))).not.toBe(
      digest(postgresState({ readOnly: true }), create('jane')),
    )
  })
})

describe('the file', () => {
  it('has the client’s line for each engine, at the writer, with a token of the one who runs it', () => {
    expect(planOf(create('jane')).clientLine).toBe(
      `PGPASSWORD="$(aws rds generate-db-auth-token --hostname orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com --port 5432 --region us-east-1 --username gatehouse_ops)" psql 'host=orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com port=5432 dbname=orders user=gatehouse_ops sslmode=verify-full sslrootcert=global-bundle.pem' --set=ON_ERROR_STOP=1 --file=change.sql`,
    )
    expect(planOf(create('jane'), mysqlState(), mysqlTarget()).clientLine).toMatch(
      / mysql --enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY --ssl-ca=global-bundle\.pem --host=billing-prod/,
    )
    expect(planOf(create('jane'), mysqlState(), mariadbTarget()).clientLine).toMatch(
      / mariadb --ssl-verify-server-cert /,
    )
  })

  it('says who, where, what and the way back, and opens a transaction for each database', () => {
    const state = postgresState({
      databases: ['orders', 'odd one'],
      schemas: [
        { database: 'orders', name: 'public', tables: 1 },
        { database: 'odd one', name: 's', tables: 1 },
      ],
    })
    const { script } = planOf(create('jane', { direct: true }), state)
    expect(script).toMatch(
      /^-- Create database user jane\n-- On orders-prod \(db-\w+, us-east-1\), as gatehouse_ops/,
    )
    expect(script.match(/^BEGIN;$/gm)).toHaveLength(2)
    expect(script).toContain("\\connect -reuse-previous=on 'dbname=''odd one'''\n\nBEGIN;")
    expect(script).toContain('-- Undo: DROP ROLE jane;')
    expect(planOf(create('jane'), mysqlState(), mysqlTarget()).script).not.toContain('BEGIN')
  })

  it('lets no name end its comment', () => {
    const name = 'x\nDROP TABLE orders; --\r\u2028y'
    const state = there({ facts: ['exists', 'may sign in', `member of ${JSON.stringify(name)}`] })
    const { script } = planOf({ kind: 'revokeRights', user, rights: 'all' }, state)
    expect(script).toContain('REVOKE "x\nDROP TABLE')
    const undo = script.slice(script.indexOf('-- Undo'))
    for (const line of undo.split(/\r\n|[\n\r\u2028]/)) expect(line).toMatch(/^(--|COMMIT;$|$)/)
  })
})

it('a user without INHERIT gets roles that are in force after SET ROLE only', () => {
  const state = there({ facts: [...FACTS, 'has NOINHERIT'] })
  const plan = planOf(
    { kind: 'addRights', user, rights: rights({ template: 'role', of: { name: 'team', host: null } }) },
    state,
  )
  expect(plan.steps[0]?.adds).toEqual(['member of team, after SET ROLE only'])
})
