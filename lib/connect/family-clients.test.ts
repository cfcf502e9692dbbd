import { describe, expect, it } from 'vitest'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { sampleTarget } from '@/lib/access/testing/sample-inventory'
import { connectCommand } from './family-clients'
import { recipes } from './recipes'

const IDS = Object.keys(ENGINE_FAMILIES) as EngineFamilyId[]
const endpoint = { host: 'h.rds.amazonaws.com', port: 5432 }

const labelsOf = (family: EngineFamilyId) =>
  recipes({
    endpoint,
    dial: null,
    region: 'us-east-1',
    databaseUser: 'app',
    databaseName: 'orders',
    caFile: 'ca.pem',
    family,
    token: 'h:5432/?Action=connect',
  }).map(({ label }) => label)

const ofBoth = [
  ...['DBeaver', 'DataGrip', 'node mysql2', 'JDBC'],
  ...['mysql2 pool', 'SQLAlchemy', 'Go mysql', 'JDBC wrapper', '.NET MySqlConnector'],
]

describe('what connects to a family of engines', () => {
  it('is its own clients, and the token alone for all', () => {
    expect(Object.fromEntries(IDS.map(id => [id, labelsOf(id)]))).toEqual({
      postgres: [
        ...['psql', 'URI', 'env', 'Token', 'DBeaver', 'DataGrip', 'pgAdmin'],
        ...['node pg', 'psycopg', 'asyncpg', 'JDBC'],
        ...['pg pool', 'psycopg pool', 'SQLAlchemy', 'Go pgx', 'JDBC wrapper', '.NET Npgsql'],
      ],
      mysql: ['mysql', 'mariadb', 'Token', ...ofBoth],
      mariadb: ['mariadb', 'mysql', 'Token', ...ofBoth],
      other: ['Token'],
    })
  })

  it.each<[EngineFamilyId, string | null, string | undefined]>([
    [
      'postgres',
      null,
      'psql "host=h.rds.amazonaws.com port=5432 dbname=postgres user=DATABASE_USER \\\n  sslmode=verify-full sslrootcert=global-bundle.pem"',
    ],
    [
      'mysql',
      'orders',
      'LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1 mysql --host=h.rds.amazonaws.com --port=5432 --user=DATABASE_USER --password \\\n  --loose-ssl-mode=VERIFY_IDENTITY --loose-ssl-verify-server-cert --ssl-ca=global-bundle.pem orders',
    ],
    [
      'mariadb',
      null,
      'mariadb --host=h.rds.amazonaws.com --port=5432 --user=DATABASE_USER --password \\\n  --ssl-verify-server-cert --ssl-ca=global-bundle.pem',
    ],
    ['other', null, undefined],
  ])('%s has a command of its own client, with TLS verified and no token', (family, databaseName, text) => {
    expect(connectCommand(sampleTarget({ family, databaseName, endpoint }))?.text).toBe(text)
  })

  it('has no command for a target without an endpoint', () => {
    expect(connectCommand(sampleTarget({ endpoint: null }))).toBeNull()
  })
})
