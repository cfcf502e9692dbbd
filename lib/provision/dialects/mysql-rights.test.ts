import { describe, expect, it } from 'vitest'
import {
  create,
  guardsOf,
  mariadbTarget,
  mysqlState,
  mysqlTarget,
  planOf,
  statementsOf,
} from '../testing/sample-state'
import type { Rights } from '../user-intent'
import type { ServerState } from '../user-plan'

const inMysql = (own: Partial<Rights>, state: Partial<ServerState> = {}, target = mysqlTarget()) =>
  planOf(create('jane', own), mysqlState(state), target)
const rightsIn = (...all: Parameters<typeof inMysql>) => statementsOf(inMysql(...all)).slice(1)
const MARIADB = [{ version: '10.11.8-MariaDB' }, mariadbTarget()] as const

describe('the MySQL family', () => {
  it('makes the user by the plugin, over TLS only, one statement a step', () => {
    const plan = inMysql({ template: 'nothing' })
    expect(statementsOf(plan)).toEqual([
      "CREATE USER 'jane'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
    ])
    expect(
      inMysql({ template: 'readOnly' }).steps.map(({ statements, transaction }) => [
        statements.length,
        transaction,
      ]),
    ).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
    ])
  })

  it('read only, read and write and migration are rights on the schema, which cover later tables', () => {
    expect(rightsIn({ template: 'readOnly' })).toEqual([
      "GRANT SELECT ON `billing`.* TO 'jane'@'%';",
      "GRANT SELECT ON `tax`.* TO 'jane'@'%';",
    ])
    const schemas = [{ database: 'tax', schema: 'tax' }]
    expect(rightsIn({ template: 'readWrite', schemas })).toEqual([
      "GRANT SELECT, INSERT, UPDATE, DELETE ON `tax`.* TO 'jane'@'%';",
    ])
    expect(rightsIn({ template: 'migration', schemas })[0]).toMatch(
      /CREATE, ALTER, DROP, .*CREATE VIEW.* ON `tax`\.\*/,
    )
    expect(inMysql({ schemas }).checks).toContainEqual({
      tone: 'ok',
      text: 'Tables made later in tax are covered.',
    })
    expect(guardsOf(inMysql({ schemas: [{ database: 'mysql', schema: 'mysql' }] }))).toContain('noSuchSchema')
  })

  it('monitoring has the words of each engine', () => {
    expect(rightsIn({ template: 'monitoring' })[0]).toBe(
      "GRANT PROCESS, REPLICATION CLIENT ON *.* TO 'jane'@'%';",
    )
    expect(rightsIn({ template: 'monitoring' }, ...MARIADB)[0]).toBe(
      "GRANT PROCESS, BINLOG MONITOR, SLAVE MONITOR ON *.* TO 'jane'@'%';",
    )
    expect(
      rightsIn({ template: 'monitoring' }, { version: '10.4.34-MariaDB' }, mariadbTarget())[0],
    ).toContain('REPLICATION CLIENT')
  })

  it('a role is granted and put in force at sign-in, as each engine says it', () => {
    const of = { name: 'billing_read', host: null }
    expect(rightsIn({ template: 'role', of })).toEqual([
      "GRANT 'billing_read' TO 'jane'@'%';",
      "SET DEFAULT ROLE 'billing_read' TO 'jane'@'%';",
    ])
    const roles = [{ name: 'billing_read', host: null, canDo: null, members: 0 }]
    expect(rightsIn({ template: 'role', of }, { ...MARIADB[0], roles }, MARIADB[1])[1]).toBe(
      "SET DEFAULT ROLE 'billing_read' FOR 'jane'@'%';",
    )
    expect(guardsOf(inMysql({ template: 'role', of }, { version: '5.7.44' }))).toEqual(['noRoles'])
  })

  it('MariaDB keeps the role that is in force at sign-in, and says so', () => {
    const user = { name: 'jane', host: '%' }
    const roles = [{ name: 'new', host: null, canDo: null, members: 0 }]
    const facts = [
      'exists',
      'may sign in',
      'signs in by AWSAuthenticationPlugin',
      'member of old',
      'uses old at sign-in',
    ]
    const of = { name: 'new', host: null }
    const rights = { template: 'role' as const, schemas: [], of, tables: [], direct: false }
    const state = mysqlState({ ...MARIADB[0], roles, facts, users: [] })
    const plan = planOf({ kind: 'addRights', user, rights }, state, MARIADB[1])
    expect(statementsOf(plan)).toEqual(["GRANT 'new' TO 'jane'@'%';"])
    expect(plan.checks.map(({ text }) => text).join()).toMatch(/stays old: new takes SET ROLE/)
    const inMysqlToo = planOf(
      { kind: 'addRights', user, rights },
      mysqlState({
        roles: [{ ...roles[0], host: '%' } as never],
        facts: facts.map(line => line.replace('old', 'old@"%"')),
        users: [],
      }),
      mysqlTarget(),
    )
    expect(statementsOf(inMysqlToo)[1]).toBe("SET DEFAULT ROLE 'old', 'new' TO 'jane'@'%';")
  })

  it('picked tables are these alone, whatever stands for many in their names', () => {
    const schemas = [{ database: 'my_db', name: 'my_db', tables: 1 }]
    const tables: Rights['tables'] = [
      { database: 'my_db', schema: 'my_db', table: 'a_b', privileges: ['select'] },
    ]
    expect(rightsIn({ template: 'tables', tables }, { schemas })).toEqual([
      "GRANT SELECT ON `my_db`.`a_b` TO 'jane'@'%';",
    ])
    expect(rightsIn({}, { schemas })).toEqual(["GRANT SELECT ON `my\\_db`.* TO 'jane'@'%';"])
  })
})
