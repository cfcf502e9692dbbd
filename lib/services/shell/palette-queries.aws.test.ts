import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { searchEverything } from '@/lib/services/shell/search-everything'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-palette-'))
const mira = person('mira', ['read', 'mint', 'modify', 'grant'])
let aws: SimulatedAws

beforeAll(async () => {
  aws = await simulatedAccount()
})
afterAll(async () => {
  await aws.close()
  forgetReading(homeAccount())
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const ORDERS = 'db-7QK4M2XVN5RJ3HBTLWYC6DZEPA'
const HOST = 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
const dbuser = (resource: string) => `arn:aws:rds-db:us-east-1:111122223333:dbuser:${resource}`
const iam = (resource: string) => `arn:aws:iam::111122223333:${resource}`

const ISSUE = 'do: Issue token for orders-prod'

it.each([
  ['orders', ISSUE],
  ['orders-prod', ISSUE],
  ['ORDERS-PROD', ISSUE],
  ['ordersprod', ISSUE],
  ['prod orders', ISSUE],
  ['oders prod', ISSUE],
  ['ordres-prod', ISSUE],
  ['order prods', ISSUE],
  ['bilings', 'do: Who can connect to billing-prod?'],
  ['fruad', 'do: Issue token for fraud-scoring-prod'],
  [HOST, ISSUE],
  [`${HOST}:5432`, ISSUE],
  [ORDERS, ISSUE],
  [`psql "host=${HOST} user=metrics dbname=orders"`, 'do: Issue token for metrics on orders-prod'],
  [`psql -h ${HOST} -U app_readonly orders`, 'do: Issue token for app_readonly on orders-prod'],
  [dbuser(`${ORDERS}/metrics`), 'do: Issue token for metrics on orders-prod'],
  [dbuser(`${ORDERS}/*`), ISSUE],
  [`"Resource": "${dbuser(`${ORDERS}/metrics`)}",`, 'do: Issue token for metrics on orders-prod'],
  ['arn:aws:rds:us-east-1:111122223333:db:billing-prod', 'do: Who can connect to billing-prod?'],
  ['ledger', 'do: Who can connect to ledger-prod?'],
  ['ledger-prod as etl_reader', 'do: Who can connect to ledger-prod as etl_reader?'],
  ['issue token ledger', 'do: IAM authentication of ledger-prod'],
  ['token billing', 'do: IAM authentication of billing-prod'],
  [iam('role/oncall-sre'), 'principals: role/oncall-sre'],
  ['arn:aws:sts::111122223333:assumed-role/oncall-sre/ana', 'principals: role/oncall-sre'],
  [iam('policy/data-workload-boundary'), 'policies: data-workload-boundary'],
  ['eng-orders-access', 'policies: eng-orders-access'],
  ['support-orders', 'policies: support-orders'],
  ['oncall', 'principals: role/oncall-sre'],
  ['app_readonly', 'databaseUsers: app_readonly'],
  ['turn billing on', 'do: Turn on IAM authentication on billing-prod'],
  ['turn off billing', 'do: IAM authentication of billing-prod'],
  ['switch off orders', 'do: Turn off IAM authentication on orders-prod'],
  ['turn off', 'do: Turn off IAM authentication on analytics-dw'],
  ['who can', 'do: Who can connect to analytics-dw?'],
  ['who can connect to orders as admin', 'do: Who can connect to orders-prod as admin?'],
  ['what can oncall-sre reach', 'do: What can role/oncall-sre reach?'],
  ['can oncall-sre connect to orders?', 'do: Can role/oncall-sre connect to orders-prod?'],
  ['issue token orders', ISSUE],
  ['token metrics on orders', 'do: Issue token for metrics on orders-prod'],
  ['grant', 'do: Grant access'],
  ['grant eng-checkout on orders', 'do: Grant access to role/eng-checkout on orders-prod'],
  ['revoke oncall-sre', 'do: End a connection of role/oncall-sre'],
  ['remove oncall-sre from orders', 'do: End a connection of role/oncall-sre to orders-prod'],
  ['doctor', 'do: Connection doctor'],
  ['why can’t I connect to orders', 'do: Find out why a sign-in to orders-prod failed'],
  ['dark', 'do: Dark theme'],
  ['stale', 'do: Read AWS again'],
  ['print', 'do: Print this page'],
  ['undo', 'do: Activity'],
  ['@ana', 'principals: user/ana'],
  [':shipping', 'targets: shipping-prod'],
])('%s: the first that is offered is what was meant', async (query, first) => {
  const { items, nearest, lookedFor } = await searchEverything(mira, query)
  expect(`${items[0]?.group}: ${items[0]?.title}`).toBe(first)
  expect({ nearest, lookedFor }).toEqual({ nearest: undefined, lookedFor: undefined })
})

it('a policy names its holders, each of which leads to its own page', async () => {
  const { items } = await searchEverything(mira, 'eng-orders-access')
  expect(items[0]?.detail).toMatch(/^held by role\/eng-\w+, role\/eng-\w+ and \d+ more$/)
  expect(items.slice(1, 3).map(({ group, detail }) => [group, detail])).toEqual([
    ['principals', 'holds eng-orders-access'],
    ['principals', 'holds eng-orders-access'],
  ])
})

it('a switch that is there already is said so, and is not offered', async () => {
  const { items } = await searchEverything(mira, 'turn off billing')
  expect(items[0]).toMatchObject({ detail: 'it is off already' })
  expect(items[0]?.href).not.toContain('switch=')
})

it('nothing of what an operator may not do is offered to them', async () => {
  const reader = person('mira', ['read'])
  for (const query of ['turn billing on', 'issue token orders', 'grant orders', 'orders']) {
    const { items } = await searchEverything(reader, query)
    const titles = items.filter(({ group }) => group === 'do').map(({ title }) => title)
    expect(titles.filter(title => /^(Turn|Issue|Grant)/.test(title))).toEqual([])
  }
})

it('of two targets that fit equally well, the one looked at lately comes first', async () => {
  const first = async (recent: string[]) =>
    (await searchEverything(mira, ':prod', { recent })).items[0]?.title
  expect(await first([])).not.toBe('shipping-prod')
  expect(await first(['db-M7RBN4XVQ2KJ5HZWLTYC3DDP6E'])).toBe('shipping-prod')
})

it('what nothing is called says what was looked for, and offers what comes nearest', async () => {
  expect(
    await searchEverything(mira, dbuser('db-NOTHERE/app').replace('111122223333', '999988887777')),
  ).toMatchObject({
    lookedFor: 'resource id db-NOTHERE in us-east-1, of account 999988887777',
  })
  expect(await searchEverything(mira, 'orders-prod.gone.us-east-1.rds.amazonaws.com')).toMatchObject({
    lookedFor: 'the endpoint orders-prod.gone.us-east-1.rds.amazonaws.com',
    items: expect.arrayContaining([expect.objectContaining({ title: 'orders-prod' })]),
  })
  const near = await searchEverything(mira, 'ordxxs-prqd')
  expect(near).toMatchObject({ nearest: true })
  expect(near.items[0]?.title).toBe('orders-prod')
  expect((await searchEverything(mira, 'zzzzzz')).items).toEqual([])
})
