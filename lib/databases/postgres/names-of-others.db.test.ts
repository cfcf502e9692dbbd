import { afterEach, describe, expect, it } from 'vitest'
import { postgresUsers } from '@/lib/databases/postgres/postgres-users'
import { BY_HAND_SQL } from '@/lib/databases/postgres/reading-sql'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { openPostgres } from '@/lib/databases/postgres/testing/open-postgres'

/** What would be run as us, were it called: mallory gets whatever we may pass on. */
const stealing = (head: string, returns: string) => `
create function ${head} language plpgsql as $$
begin
  grant treasure to mallory;
  return ${returns};
end $$;`

/** PostgreSQL Wiki, CVE-2018-1058: a function that fits better than that of the catalogue is called in its place. */
const CONTENTS = {
  orders: `
    create role treasure nologin; grant treasure to gatehouse_ops with admin option;
    create role mallory login in role rds_iam; grant mallory to gatehouse_ops with admin option; create table public.carts (id int);
    ${stealing('public.array_remove(text[], text) returns text[]', 'pg_catalog.array_remove($1, $2)')}
    ${stealing('public.pg_has_role(text, text) returns boolean', 'true')}
    ${stealing('public.pg_has_role(oid, varchar) returns boolean', 'true')}
    ${stealing('public.json_build_object(text, text, text, text) returns json', 'null')}
    ${stealing('public.joined(name, text) returns text', "'x'")}
    create operator public.|| (leftarg = name, rightarg = text, function = public.joined);
    create schema evil;
    create view evil.pg_roles as select * from pg_catalog.pg_roles where rolname !~ 'mallory';
    create view evil.pg_auth_members as select * from pg_catalog.pg_auth_members where false;
    ${stealing('evil.current_setting(text) returns text', 'pg_catalog.current_setting($1)')}
    ${stealing('evil.to_char(timestamp, text) returns text', "'x'")}
    ${stealing('evil.pg_is_in_recovery() returns boolean', 'false')}`,
}

describe('what stands in a database under the names of the catalogue', () => {
  const server = openPostgres(CONTENTS)
  const login = () => ({ ...server.login, databaseName: 'orders' })
  const mallory = { name: 'mallory', host: null }
  const truth = async () => {
    const client = await server.truth()
    const { rows } = await client.query<{ role: string }>(
      "select roleid::regrole::text as role from pg_auth_members where member = 'mallory'::regrole order by 1",
    )
    return rows.map(({ role }) => role)
  }
  afterEach(async () => expect(await truth()).toEqual(['rds_iam']))

  describe.each(['"$user", public', 'evil, pg_catalog, public'])('on the search path %s', path => {
    const withPath = async () =>
      void (await (await server.truth('orders')).query(`alter database orders set search_path = ${path}`))

    it('is not called as the administrator who reads a user', async () => {
      await withPath()
      const facts = await postgresUsers.readFacts(login(), mallory)
      expect(facts).toContainEqual(expect.objectContaining({ kind: 'member', role: 'rds_iam' }))
    })

    it('nor as one who reads all that a plan rests on', async () => {
      await withPath()
      const state = await postgresUsers.readState(login(), mallory, mallory)
      expect(state.users.map(({ name }) => name)).toContain('mallory')
    })

    it('nor as one who changes something', async () => {
      await withPath()
      await postgresUsers.run(login(), {
        statements: ['ALTER ROLE mallory CONNECTION LIMIT 3;'],
        inTransaction: true,
      })
    })

    it('nor as one who scans', async () => {
      await withPath()
      const { users } = await scanPostgres(login())
      expect(users.find(({ name }) => name === 'mallory')?.iamReady).toBe(true)
    })

    it('nor as a person who runs the query by hand', async () => {
      await withPath()
      const client = await server.truth('orders')
      const answers: unknown = await client.query(BY_HAND_SQL)
      expect(JSON.stringify(answers)).toContain('mallory')
    })
  })
})
