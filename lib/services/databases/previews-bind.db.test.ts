import pg from 'pg'
import { expect, it } from 'vitest'
import type { UserIntent } from '@/lib/provision/user-intent'
import { applyMends } from '@/lib/services/reconcile/apply-mends'
import { planMends } from '@/lib/services/reconcile/plan-mends'
import {
  carriedOut,
  creation,
  linesOf,
  looked,
  mira,
  named,
  ordersProd,
  rightsOf,
} from '@/lib/services/testing/user-wishes'
import { usersUnderChange } from '@/lib/services/testing/users-under-change'

const account = usersUnderChange()
const inPublic = [{ database: 'orders', schema: 'public' }]
const reads = rightsOf({ template: 'readOnly', schemas: inPublic })
const roleOf = (name: string): UserIntent => ({
  kind: 'addRights',
  user: named('pia'),
  rights: rightsOf({ template: 'role', of: named(name) }),
})
const add: UserIntent = { kind: 'addRights', user: named('pia'), rights: reads }

async function inOrders(sql: string): Promise<void> {
  const client = new pg.Client({ ...account.truth, database: 'orders' })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

const MEANWHILE: [what: string, intent: UserIntent, sql: string, back: string][] = [
  ['the user may do more', add, 'alter role pia createdb', 'alter role pia nocreatedb'],
  [
    'tables that are made later are the user’s too',
    add,
    'alter default privileges for role app_migrator in schema public grant select on tables to pia',
    'alter default privileges for role app_migrator in schema public revoke select on tables from pia',
  ],
  [
    'a table is somebody else’s',
    add,
    'create role zoe; alter table public.customers owner to zoe',
    'alter table public.customers owner to app_migrator; drop role zoe',
  ],
  [
    'everybody may connect',
    creation('zed'),
    'grant connect on database orders to public',
    'revoke connect on database orders from public',
  ],
  [
    'the role lends another',
    roleOf('analysts'),
    'grant pg_read_all_data to analysts',
    'revoke pg_read_all_data from analysts',
  ],
  [
    'the role lends more',
    roleOf('analysts'),
    'grant delete on public.customers to analysts',
    'revoke delete on public.customers from analysts',
  ],
  [
    'the administrator may not pass the role on',
    roleOf('analysts'),
    'revoke admin option for analysts from gatehouse_ops',
    'grant analysts to gatehouse_ops with admin option',
  ],
  [
    'somebody holds the user',
    { kind: 'remove', user: named('pia'), reassignTo: null },
    'grant pia to legacy_api',
    'revoke pia from legacy_api',
  ],
  [
    'the user owns something',
    { kind: 'remove', user: named('pia'), reassignTo: null },
    'create schema pias authorization pia',
    'drop schema pias',
  ],
]

it.each(MEANWHILE)('nothing is done of what was looked at once %s', async (_, intent, sql, back) => {
  if ((await linesOf('pia')) === null) {
    await account.sql('create role analysts nologin; grant analysts to gatehouse_ops with admin option')
    await carriedOut(creation('pia'))
  }
  const { apply, plan } = await looked(intent)
  expect(plan.guards).toEqual([])
  await inOrders(sql)
  const before = await linesOf('pia')
  await expect(apply()).rejects.toMatchObject({ code: 'conflict' })
  expect(await linesOf('pia')).toEqual(before)
  await inOrders(back)
})

it('a user is in a change once, by whatever host it is named', async () => {
  const changes = [null, '%'].map(host => ({
    target: ordersProd,
    intent: { ...creation('twice'), user: { name: 'twice', host } } as UserIntent,
  }))
  await expect(planMends(mira, { changes, grants: [] })).rejects.toMatchObject({ code: 'invalid' })
  await expect(
    applyMends(mira, { changes, grants: [], digest: 'a'.repeat(64), reason: 'x' }),
  ).rejects.toMatchObject({ code: 'invalid' })
})
