import { describe, expect, it } from 'vitest'
import type { PlaceRights, UserDetail } from '../model/database-user'
import { databaseUser, passwordUser, sampleScan, sampleTarget } from '../testing/sample-inventory'
import { usersCsv, usersJson } from './users-csv'
import { choicesOf, privilegesOf, userKey, usersInView } from './users-view'

const place = (words: string, changes: Partial<PlaceRights> = {}): PlaceRights => ({
  database: 'orders',
  schema: 'public',
  words,
  tables: [],
  more: 0,
  future: null,
  ...changes,
})
const detail = (rights: PlaceRights[]): UserDetail => ({
  memberships: [{ role: 'team', admin: true, inForce: false }],
  rights,
  owned: 0,
  sessions: 0,
  lastLoginAt: null,
  connectionLimit: null,
  passwordExpired: false,
  requiresTls: null,
})

const reads = databaseUser('reads', {
  canDo: 'SELECT on all 41 tables',
  detail: detail([
    place('SELECT on all 41 tables', { tables: [{ name: 'a', privileges: ['SELECT'] }], more: 40 }),
  ]),
})
const writes = databaseUser('writes', { canDo: 'read and write on 38 of 41 tables', host: '10.%' })
const owns = databaseUser('owns', { canDo: 'owns all 41 tables' })
const none = databaseUser('none', { canDo: 'no rights on tables' })
const admin = databaseUser('admin', { superuser: true, canDo: 'administers the server' })
const unread = passwordUser('unread')
const group = databaseUser('team', { signIn: 'noLogin', iamReady: false })
const scan = sampleScan(sampleTarget(), [reads, writes, owns, none, admin, unread, group])
const ALL = { find: '', signIn: null, privilege: null }
const names = (filter: object) => usersInView(scan, { ...ALL, ...filter }).map(({ name }) => name)

describe('the users in view', () => {
  it('are those that sign in: by IAM first, then by how many reach them', () => {
    const reach = (name: string) => (name === 'none' ? 9 : 0)
    expect(usersInView(scan, ALL, reach).map(({ name }) => name)).toEqual([
      'none',
      'admin',
      'owns',
      'reads',
      'writes',
      'unread',
    ])
  })

  it.each([
    [{ privilege: 'reads' }, ['reads', 'writes']],
    [{ privilege: 'writes' }, ['writes']],
    [{ privilege: 'owns' }, ['owns']],
    [{ privilege: 'none' }, ['none']],
    [{ privilege: 'administers' }, ['admin']],
    [{ signIn: 'password' }, ['unread']],
    [{ find: '10.' }, ['writes']],
    [{ find: 'READ', signIn: 'iam' }, ['reads']],
  ])('under %j are %j', (filter, expected) => {
    expect(names(filter)).toEqual(expected)
  })

  it('are not told from the names of databases and roles, nor from what was not read', () => {
    const partly = 'no rights on tables, rights in orders not read'
    const rights = [place('may connect')]
    expect(privilegesOf(databaseUser('a', { canDo: partly }))).toBeNull()
    expect(privilegesOf(databaseUser('a', { canDo: partly, detail: detail(rights) }))).toBeNull()
    const named = 'no rights on any table; more after SET ROLE write'
    expect(privilegesOf(databaseUser('a', { canDo: named, detail: detail([]) }))).toEqual(['none'])
    expect(privilegesOf(databaseUser('a', { canDo: null, detail: detail([]) }))).toBeNull()
  })

  it('have a right by a predefined role in force, which no table shows', () => {
    const held = (role: string, inForce: boolean): UserDetail => ({
      ...detail([]),
      memberships: [{ role, admin: false, inForce }],
    })
    const nothing = 'no rights on tables'
    expect(privilegesOf(databaseUser('a', { canDo: 'pg_monitor' }))).toEqual(['predefined'])
    expect(
      privilegesOf(databaseUser('a', { canDo: 'pg_monitor', detail: held('pg_monitor', true) })),
    ).toEqual(['predefined'])
    expect(privilegesOf(databaseUser('a', { canDo: nothing, detail: held('pg_monitor', false) }))).toEqual([
      'none',
    ])
    expect(privilegesOf(databaseUser('a', { canDo: nothing, detail: held('rds_iam', true) }))).toEqual([
      'none',
    ])
  })

  it('have no privilege, not even none, where their rights were not read', () => {
    expect(privilegesOf(unread)).toBeNull()
    expect(names({ privilege: 'none' })).not.toContain('unread')
  })

  it('are counted by each choice that anybody has', () => {
    expect(choicesOf(scan)).toEqual({
      signIn: [
        { value: 'iam', count: 5 },
        { value: 'password', count: 1 },
      ],
      privilege: [
        { value: 'administers', count: 1 },
        { value: 'owns', count: 1 },
        { value: 'writes', count: 1 },
        { value: 'reads', count: 2 },
        { value: 'none', count: 1 },
      ],
    })
  })

  it('of one name and several hosts are several', () => {
    expect(userKey(writes)).toBe('writes@10.%')
    expect(userKey(reads)).toBe('reads')
  })
})

describe('the file of users', () => {
  const target = sampleTarget()
  const partly = {
    ...scan,
    unread: [{ database: 'archive', what: 'rights on tables', why: 'may not connect' }],
  }

  it('has a row for each place with rights, what was not read, and how many reach each', () => {
    const lines = usersCsv([reads, unread], partly, target, name => (name === 'reads' ? 96 : null)).split(
      '\r\n',
    )
    expect(lines).toContain('Not read,archive,rights on tables,may not connect')
    expect(lines.find(line => line.startsWith('reads'))).toBe(
      'reads,,iam,yes,,no,SELECT on all 41 tables,team (may pass it on) (after SET ROLE),orders,public,SELECT on all 41 tables,a and 40 more,,96',
    )
    expect(lines.find(line => line.startsWith('unread'))).toBe(
      'unread,,password,no,Password only,no,not read,not read,,,not read,,,not evaluated',
    )
  })

  it('tells the same as JSON', () => {
    expect(usersJson([writes], partly, target, () => 3)).toMatchObject({
      target: { name: 'orders-prod' },
      notRead: [{ database: 'archive' }],
      users: [{ key: 'writes@10.%', principals: 3 }],
    })
  })
})
