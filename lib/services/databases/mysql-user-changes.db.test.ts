import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createConnection } from 'mysql2/promise'
import { describe, expect, it } from 'vitest'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { getActivity } from '@/lib/services/activity/get-activity'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { demoDatabases } from '@/lib/services/testing/demo-databases'
import {
  afterPlan,
  carriedOut,
  creation,
  linesOf,
  looked,
  mira,
  reversed,
  rightsOf,
} from '@/lib/services/testing/user-wishes'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

demoDatabases(['catalog-prod'])

const catalog: TargetRef = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.catalogProd }
const everywhere = (name: string) => ({ name, host: '%' })
const inCatalog = [{ database: 'catalog', schema: 'catalog' }]
const lines = (name: string) => linesOf(name, catalog, '%')

/** What a colleague does, as the master user. */
async function asMaster(sql: string): Promise<void> {
  const [endpoint = '', dial = ''] = (process.env.GATEHOUSE_TUNNELS ?? '').split('=')
  const [host = ''] = endpoint.split(':')
  const connection = await createConnection({
    host,
    stream: () => connect(Number(dial.split(':')[1]), '127.0.0.1'),
    user: 'admin',
    password: 'catalog-prod-master-demo',
    enableCleartextPlugin: true,
    ssl: { ca: readFileSync(process.env.GATEHOUSE_CA_FILE ?? '', 'utf8'), verifyIdentity: true },
  })
  await connection.query(sql).finally(() => connection.end())
}

const WISHES: [string, string, UserIntent][] = [
  ['bi_nothing', 'a user with nothing yet', creation('bi_nothing')],
  ['bi_reads', 'a user who reads', creation('bi_reads', { template: 'readOnly', schemas: inCatalog })],
  ['bi_writes', 'a user who writes', creation('bi_writes', { template: 'readWrite', schemas: inCatalog })],
  [
    'bi_direct',
    'a user with the rights of a role',
    creation('bi_direct', { template: 'role', of: { name: 'catalog_read', host: null }, direct: true }),
  ],
  [
    'bi_tables',
    'a user of a table',
    creation('bi_tables', {
      template: 'tables',
      tables: [
        { database: 'catalog', schema: 'catalog', table: 'products', privileges: ['select', 'update'] },
      ],
    }),
  ],
  [
    'catalog_ro',
    'rights added',
    {
      kind: 'addRights',
      user: everywhere('catalog_ro'),
      rights: rightsOf({ template: 'readWrite', schemas: inCatalog }),
    },
  ],
  ['catalog_rw', 'rights taken', { kind: 'revokeRights', user: everywhere('catalog_rw'), rights: 'all' }],
  ['catalog_rw', 'a sign-in closed', { kind: 'close', user: everywhere('catalog_rw') }],
  ['search@larkspur', 'removed', { kind: 'remove', user: everywhere('search@larkspur'), reassignTo: null }],
]

describe.each(WISHES)('%s, %s', (name, _, intent) => {
  it('reads back as planned in MariaDB, and is undone from Activity to what was true before', async () => {
    const before = await lines(name)
    const { auditId, plan } = await carriedOut(intent, catalog)
    expect(await lines(name)).toEqual(afterPlan(before, plan))
    const { record } = await getActivity(mira, Number(auditId))
    expect(record).toMatchObject({ outcome: 'done', databaseUser: `${name}@%` })
    const undo = await reversed(auditId)
    expect(undo.notDone).toEqual([])
    expect(await lines(name)).toEqual(before)
  })
})

describe('a user with a password', () => {
  it('is made ready for good: the undo says that the password is gone', async () => {
    const intent: UserIntent = {
      kind: 'makeReady',
      user: everywhere('legacy_feed'),
      despite: ['proxySecret'],
    }
    const { auditId } = await carriedOut(intent, catalog)
    expect(await lines('legacy_feed')).toContain('signs in by AWSAuthenticationPlugin')
    const { plan } = await planReversal(mira, { auditId: Number(auditId), kind: 'undo' })
    expect(plan.forGood).toMatch(/cannot be taken back.*password/)
    await expect(reversed(auditId)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a statement in the middle that the server refuses', () => {
  it('stops there; what stands of it is told of, and undone', async () => {
    const { apply } = await looked(
      creation('bi_half', {
        template: 'tables',
        tables: ['products', 'brands'].map(table => ({
          database: 'catalog',
          schema: 'catalog',
          table,
          privileges: ['select'],
        })),
      }),
      catalog,
    )
    await asMaster('drop table catalog.brands')
    const { auditId, done, notDone } = await apply()
    expect([done.length, notDone.length]).toEqual([2, 1])
    expect(notDone[0]).toMatchObject({ answer: expect.stringMatching(/1146|doesn't exist/) })
    expect(await lines('bi_half')).toContain('SELECT on table products of catalog')
    await reversed(auditId)
    expect(await lines('bi_half')).toBeNull()
  })
})
