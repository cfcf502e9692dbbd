import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Target } from '@/lib/access/model/target'
import { DIALECTS } from './dialects'
import { readFacts } from './read-fact'
import { hostileName } from './testing/hostile-names'
import {
  administrator,
  databaseUser,
  mariadbTarget,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
  postgresTarget,
  rights,
  sampleAccess,
} from './testing/sample-state'
import { TinyMysql } from './testing/tiny-mysql'
import { TinyPostgres } from './testing/tiny-postgres'
import { factLine, type Place, type UserFact } from './user-fact'
import type { Rights, Template, UserIntent, UserName } from './user-intent'
import type { ServerState, UserPlan } from './user-plan'

interface Tiny {
  run(sql: string): void
  facts(): string[]
}

/** Each step changes what it says it changes, and its way back leaves exactly what was. */
function hold(server: Tiny, { steps }: UserPlan): void {
  const before: string[][] = []
  for (const step of steps) {
    const was = server.facts()
    before.push(was)
    for (const statement of step.statements) server.run(statement)
    const expected = new Set(was.filter(line => !step.removes.includes(line)))
    for (const line of step.adds) expected.add(line)
    expect({ step: step.title, facts: server.facts() }).toEqual({
      step: step.title,
      facts: [...expected].sort(),
    })
    expect(step.adds.filter(line => was.includes(line))).toEqual([])
    expect(step.removes.filter(line => !was.includes(line))).toEqual([])
  }
  for (const step of steps.toReversed()) {
    const was = before.pop()
    if (step.undo === null) {
      expect(step.undoNote).toBeTruthy()
      return
    }
    for (const statement of step.undo) server.run(statement)
    expect({ back: step.title, facts: server.facts() }).toEqual({ back: step.title, facts: was })
  }
}

const templates: Template[] = [
  'nothing',
  'readOnly',
  'readWrite',
  'migration',
  'monitoring',
  'like',
  'role',
  'tables',
]

const intentOf = (user: UserName, asked: Rights, kind: UserIntent['kind']): UserIntent => {
  switch (kind) {
    case 'create':
      return { kind, user, rights: asked, despite: [] }
    case 'makeReady':
      return { kind, user, despite: [] }
    case 'addRights':
      return { kind, user, rights: asked }
    case 'revokeRights':
      return { kind, user, rights: asked.template === 'nothing' ? 'all' : asked }
    case 'remove':
      return { kind, user, reassignTo: null }
    default:
      return { kind, user }
  }
}
const kinds = ['create', 'makeReady', 'addRights', 'revokeRights', 'close', 'remove'] as const

const names = fc
  .uniqueArray(hostileName, { minLength: 7, maxLength: 7 })
  .filter(
    all => !all.some(name => ['gatehouse_ops', 'rds_iam', 'postgres', 'admin', 'pg_monitor'].includes(name)),
  )

it('PostgreSQL: what a step says is what its statements do, and its undo leaves what was, whatever the names are', () => {
  const own = postgresTarget()
  const access = sampleAccess(own)
  fc.assert(
    fc.property(
      names,
      fc.array(fc.nat(17), { maxLength: 12 }),
      fc.constantFrom(...templates),
      fc.constantFrom(...kinds),
      fc.boolean(),
      (all, picks, template, kind, direct) => {
        const [name, role, schema, one, two, sequence, other] = all as [
          string,
          string,
          string,
          string,
          string,
          string,
          string,
        ]
        const database = 'orders'
        const at = (level: 'table' | 'sequence', object: string): Place => ({
          level,
          database,
          schema,
          name: object,
        })
        const right = (privilege: string, on: Place, grantable = false): UserFact => ({
          kind: 'right',
          privilege,
          on,
          grantable,
        })
        const pool: UserFact[] = [
          { kind: 'member', role, host: null, admin: false, inForce: true },
          { kind: 'member', role: 'rds_iam', host: null, admin: false, inForce: true },
          { kind: 'member', role: other, host: null, admin: true, inForce: true },
          right('SELECT', at('table', one)),
          right('SELECT', at('table', two)),
          right('SELECT', at('table', one), true),
          right('INSERT', at('table', two)),
          right('USAGE', at('sequence', sequence)),
          right('SELECT', { level: 'everyTable', database, schema }),
          right('CONNECT', { level: 'database', database }, true),
          right('USAGE', { level: 'schema', database, schema }),
          { kind: 'future', privilege: 'SELECT', of: 'table', database, schema, madeBy: other },
          { kind: 'attribute', name: 'CREATEDB' },
          { kind: 'limit', connections: 4 },
          { kind: 'signIn' },
          { kind: 'signIn' },
          { kind: 'attribute', name: 'NOINHERIT' },
          right('DELETE', at('table', two), true),
        ]
        const user = { name, host: null }
        const dialect = DIALECTS.postgres
        if (!dialect) throw new Error('no dialect')
        const server = new TinyPostgres(name, database, {
          [schema]: { table: [one, two], sequence: [sequence] },
          empty: { table: [], sequence: [] },
        })
        const chosen = picks.map(pick => pool[pick] as UserFact)
        if (kind !== 'create') {
          for (const line of dialect.create(user, chosen) ?? []) server.run(line)
          for (const fact of chosen)
            if (['right', 'future', 'member'].includes(fact.kind))
              for (const line of dialect.give([fact], user, [])) server.run(line)
        }
        const facts = server.facts()
        const owner = { database, schema, objects: 1, role: other }
        const state: ServerState = {
          ...postgresState({
            users: kind === 'create' ? [] : [databaseUser(name, { signIn: 'iam', iamReady: true })],
            roles: [{ name: role, host: null, canDo: null, members: 0 }],
            schemas: [
              { database, name: schema, tables: 2 },
              { database, name: 'empty', tables: 0 },
            ],
            facts: facts.length > 0 ? facts : null,
            factsOfOther: [right('SELECT', at('table', one)), pool[0] as UserFact, pool[11] as UserFact].map(
              factLine,
            ),
            owners: [
              { ...owner, owns: 'tables' },
              { ...owner, owns: 'sequences' },
            ],
            administrator: administrator({ superuser: true }),
          }),
        }
        const asked = rights({
          ...{
            template,
            direct,
            of: { name: role, host: null },
            schemas: direct ? [{ database, schema }] : [],
          },
          tables: [{ database, schema, table: one, privileges: ['select', 'delete'] }],
        })
        hold(server, planOf(intentOf(user, asked, kind), state, own, access))
      },
    ),
    { numRuns: 800 },
  )
})

it.each(['mysql', 'mariadb'] as const)(
  '%s: what a step says is what its statement does, and its undo leaves what was, whatever the names are',
  family => {
    const own: Target = family === 'mysql' ? mysqlTarget() : mariadbTarget()
    const access = sampleAccess(own)
    const dialect = DIALECTS[family]
    if (!dialect) throw new Error('no dialect')
    fc.assert(
      fc.property(
        names,
        fc.array(fc.nat(11), { maxLength: 10 }),
        fc.constantFrom(...templates),
        fc.constantFrom(...kinds),
        fc.constantFrom('AWSAuthenticationPlugin', 'mysql_native_password'),
        (all, picks, template, kind, plugin) => {
          const [name, role, schema, table, other] = all as [string, string, string, string, string]
          const user = { name, host: '10.0.%' }
          const host = family === 'mysql' ? '%' : null
          const every: Place = { level: 'everyTable', database: schema, schema }
          const right = (privilege: string, on: Place, grantable = false): UserFact => ({
            kind: 'right',
            privilege,
            on,
            grantable,
          })
          const pool: UserFact[] = [
            { kind: 'signIn' },
            { kind: 'signIn' },
            { kind: 'tls' },
            { kind: 'limit', connections: 3 },
            { kind: 'member', role, host, admin: false, inForce: true },
            { kind: 'member', role: other, host, admin: true, inForce: true },
            { kind: 'defaultRole', role: other, host },
            right('SELECT', every),
            right('PROCESS', { level: 'server' }),
            right('UPDATE', { level: 'table', database: schema, schema, name: table }, true),
            right('INSERT', { level: 'table', database: schema, schema, name: table }, true),
            right('CREATE VIEW', every),
          ]
          const server = new TinyMysql(user, family)
          const chosen = picks.map(pick => pool[pick] as UserFact)
          if (kind !== 'create') {
            const base: UserFact[] = [...chosen, { kind: 'plugin', plugin: 'AWSAuthenticationPlugin' }]
            for (const line of dialect.create(user, base) ?? [])
              server.run(line.replace('AWSAuthenticationPlugin', plugin))
            for (const type of ['right', 'member', 'defaultRole'])
              for (const fact of chosen.filter(each => each.kind === type)) {
                const held = readFacts(server.facts()).some(
                  each => each.kind === 'member' && each.role === other,
                )
                if (type !== 'defaultRole' || held)
                  for (const line of dialect.give([fact], user, [])) server.run(line)
              }
          }
          const facts = server.facts()
          const state = mysqlState({
            users:
              kind === 'create'
                ? []
                : [
                    databaseUser(name, {
                      host: user.host,
                      signIn: plugin.startsWith('AWS') ? 'iam' : 'password',
                    }),
                  ],
            roles: [{ name: role, host, canDo: null, members: 0 }],
            schemas: [{ database: schema, name: schema, tables: 2 }],
            facts: facts.length > 0 ? facts : null,
            factsOfOther: [pool[5] as UserFact, pool[6] as UserFact, right('DELETE', every, true)].map(
              factLine,
            ),
            administrator: administrator({ superuser: true }),
          })
          const asked = rights({
            ...{ template, of: { name: role, host } },
            tables: [{ database: schema, schema, table, privileges: ['select', 'delete'] }],
          })
          hold(server, planOf(intentOf(user, asked, kind), state, own, access))
        },
      ),
      { numRuns: 500 },
    )
  },
)
