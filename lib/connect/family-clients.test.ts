import { describe, expect, it } from 'vitest'
import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
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
})
