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
    databaseUser: 'app',
    databaseName: 'orders',
    caFile: 'ca.pem',
    family,
    token: 'h:5432/?Action=connect',
  }).map(({ label }) => label)

describe('what connects to a family of engines', () => {
  it('is its own clients, and the token alone for all', () => {
    expect(Object.fromEntries(IDS.map(id => [id, labelsOf(id)]))).toEqual({
      postgres: ['psql', 'URI', 'env', 'node pg', 'DBeaver', 'Token'],
      mysql: ['mysql', 'node mysql2', 'Token'],
      mariadb: ['mariadb', 'node mysql2', 'Token'],
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
      'mysql --host=h.rds.amazonaws.com --port=5432 --user=DATABASE_USER --password \\\n  --enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY --ssl-ca=global-bundle.pem orders',
    ],
    [
      'mariadb',
      null,
      'mysql --host=h.rds.amazonaws.com --port=5432 --user=DATABASE_USER --password \\\n  --enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY --ssl-ca=global-bundle.pem',
    ],
    ['other', null, undefined],
  ])('%s has a command of its own client, with TLS verified and no token', (family, databaseName, text) => {
    expect(connectCommand(sampleTarget({ family, databaseName, endpoint }))?.text).toBe(text)
  })

  it('has no command for a target without an endpoint', () => {
    expect(connectCommand(sampleTarget({ endpoint: null }))).toBeNull()
  })
})
