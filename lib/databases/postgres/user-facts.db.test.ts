import { describe, expect, it } from 'vitest'
import { postgresUsers } from '@/lib/databases/postgres/postgres-users'
import { openPostgres } from '@/lib/databases/postgres/testing/open-postgres'
import { debianBinaries } from '@/lib/databases/postgres/testing/start-debian-postgres'
import { factLine } from '@/lib/provision/user-fact'

const CONTENTS = {
  orders: `
    create role maker nologin; grant maker to gatehouse_ops with admin option;
    create schema shop authorization maker; set role maker;
    create table shop.carts (id bigint generated always as identity, note text);
    create table shop.lines (id int); create view shop.open as select * from shop.carts;
    reset role`,
  ledger: `create table public.entries (id int)`,
}
const older = debianBinaries()
const VERSIONS = [['as npm installed it', null], ...(older ? [['of Debian', older] as const] : [])] as const

describe.each(VERSIONS)('what is true of a user of the PostgreSQL %s', (_, bin) => {
  const server = openPostgres(CONTENTS, bin)
  const reporting = { name: 'reporting', host: null }

  const linesOf = async (name: string) =>
    (await postgresUsers.readFacts(server.login, { name, host: null }))?.map(factLine).sort() ?? null

  it('is nothing where there is none', async () => {
    expect(await linesOf('nobody')).toBeNull()
  })

  it('is nothing where the server would cut the name to that of another', async () => {
    const longest = 'a'.repeat(63)
    await (await server.truth()).query(`create role ${longest}`)
    expect(await linesOf(longest)).toEqual(['exists'])
    expect(await linesOf(`${longest}b`)).toBeNull()
  })

  it('is read from every database that holds something of it', async () => {
    const orders = await server.truth('orders')
    await orders.query(`
      create role readers nologin;
      create role reporting login createdb connection limit 5 in role rds_iam;
      grant readers to reporting with admin option;
      alter role reporting set statement_timeout = '5s';
      grant connect on database orders to reporting;
      grant usage on schema shop to reporting with grant option;
      grant select on all tables in schema shop to reporting;
      grant insert on shop.lines to reporting;
      grant update (note) on shop.carts to reporting;
      grant usage on all sequences in schema shop to reporting;
      alter default privileges for role maker in schema shop grant select on tables to reporting;
      create function shop.total() returns int language sql as 'select 1';
      revoke execute on function shop.total() from public; grant execute on function shop.total() to reporting`)
    await (await server.truth('ledger')).query(`
      grant create on schema public to reporting; set role reporting; create table public.drafts (id int); reset role`)
    expect(await linesOf('reporting')).toEqual(
      [
        'exists',
        'may sign in',
        'at most 5 connections',
        'has CREATEDB',
        'member of rds_iam',
        'member of readers, may pass it on',
        'CONNECT on database orders',
        'USAGE on schema shop in orders, may pass it on',
        'SELECT on every table of shop in orders',
        'INSERT on table lines of shop in orders',
        'USAGE on every sequence of shop in orders',
        'SELECT on every later table of shop in orders by maker',
        'CREATE on schema public in ledger',
        'owns objects in ledger',
        'also "the setting statement_timeout"',
        'also "rights on columns of table shop.carts in orders"',
        'also "rights on function shop.total() in orders"',
      ].sort(),
    )
  })

  it('covers every table only as long as it does', async () => {
    await (await server.truth('orders')).query('create table shop.late (id int)')
    expect(await linesOf('reporting')).toEqual(
      expect.arrayContaining([
        'SELECT on table carts of shop in orders',
        'SELECT on table open of shop in orders',
      ]),
    )
  })

  it('is read with the whole server around it', async () => {
    const state = await postgresUsers.readState(server.login, reporting, { name: 'readers', host: null })
    expect(state.administrator).toMatchObject({
      name: 'gatehouse_ops',
      superuser: false,
      createsUsers: true,
      endsSessions: true,
      adminOf: expect.arrayContaining(['rds_iam', 'maker']),
      actsAs: expect.arrayContaining(['gatehouse_ops', 'maker']),
      blind: [],
    })
    expect(state).toMatchObject({ readOnly: false, iamLoaded: true, heldBy: [] })
    expect(state.owned).toEqual([{ database: 'ledger', objects: 1 }])
    expect(state.owners).toContainEqual({
      database: 'orders',
      schema: 'shop',
      owns: 'tables',
      role: 'maker',
      objects: 3,
    })
    expect(state.publicFacts.map(factLine)).toEqual(
      expect.arrayContaining(['CONNECT on database orders', 'USAGE on schema public in ledger']),
    )
    expect(state.lendIam).toContain('reporting')
    expect(state.factsOfOther?.map(factLine)).toEqual(['exists'])
  })
})
