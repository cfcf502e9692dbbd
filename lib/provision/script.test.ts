import { describe, expect, it } from 'vitest'
import {
  administrator,
  create,
  databaseUser,
  mariadbTarget,
  mysqlState,
  mysqlTarget,
  planOf,
  postgresState,
} from './testing/sample-state'
import type { ServerState } from './user-plan'

const user = { name: 'jane', host: null }
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

  it('lets no name of a database become a command of the client', () => {
    const name = 'x\n\\! id\r\\! id'
    const state = postgresState({
      databases: ['orders', name],
      schemas: [
        { database: 'orders', name: 'public', tables: 1 },
        { database: name, name: 's', tables: 1 },
      ],
    })
    const { script } = planOf(create('jane', { direct: true }), state)
    expect(script).toContain(
      "\\connect -reuse-previous=on 'dbname=''x\\n\\\\\\\\! id\\r\\\\\\\\! id'''\n\nBEGIN;",
    )
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
