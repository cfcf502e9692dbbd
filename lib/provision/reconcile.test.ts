import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseUser, UserDetail } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import {
  allow,
  connectResource,
  inventory,
  managed,
  ordersId,
  role,
  target,
} from '@/lib/grants/testing/sample-account'
import { reconcile } from './reconcile'
import { databaseUser, mysqlTarget, postgresTarget } from './testing/sample-state'

const detail: UserDetail = {
  ...{ memberships: [], rights: [], owned: 0, sessions: 0, lastLoginAt: null, connectionLimit: null },
  ...{ passwordExpired: false, requiresTls: null },
}
const holding = (name: string, of: string) =>
  databaseUser(name, { detail: { ...detail, memberships: [{ role: of, admin: false, inForce: true }] } })
const ready = (name: string) => databaseUser(name, { signIn: 'iam', iamReady: true, reason: null })

/** `role/analyst` may connect as each of `granted`, `role/admin` as anybody. */
function differences(
  granted: string[],
  users: DatabaseUser[],
  own: Target = postgresTarget(),
  others: Target[] = [],
) {
  const named = managed('named', [allow(...granted.map(name => connectResource(ordersId, name)))])
  const wide = managed('wide', [allow(connectResource(ordersId, '*'))])
  const given = inventory({
    principals: [role('admin', [wide.id]), role('analyst', granted.length > 0 ? [named.id] : [])],
    ...{ policies: [named, wide], targets: [own, ...others], readyUsers: { [ordersId]: [] } },
  })
  const scan = given.scans[ordersId]
  if (!scan) throw new Error('no scan')
  const access = compileAccess({ ...given, scans: { [ordersId]: { ...scan, users } } })
  return reconcile(access, own, ['gatehouse_scan', 'gatehouse_ops'])
}

const proxy = (databaseAuth: 'secret' | 'iam') =>
  target('gate', 'prx-1', {
    kind: 'proxy',
    proxy: {
      ...{ clientAuth: 'required', requireTls: true, databaseAuth, roleArn: null },
      targets: [{ name: 'orders-prod', resourceId: ordersId, health: 'AVAILABLE' }],
    },
  })

describe('where IAM and the users of a server do not meet', () => {
  it('is silent where both halves are there, and for a wildcard that means whoever there is', () => {
    expect(differences(['jane'], [ready('jane')])).toEqual([])
    expect(differences([], [databaseUser('tom'), ready('gatehouse_ops'), ready('postgres')])).toEqual([])
  })

  it('says whom IAM allows and nobody made, with the user to make and the grant to take back', () => {
    const [missing, ...rest] = differences(['jane'], []) ?? []
    expect(rest).toEqual([])
    expect(missing).toMatchObject({
      ...{
        kind: 'missing',
        databaseUser: 'jane',
        inside: [{ kind: 'create', user: { name: 'jane', host: null } }],
      },
      principals: [{ label: 'role/analyst' }],
      inIam: { change: 'remove', databaseUser: 'jane' },
    })
  })

  it('says who takes no token, and makes it ready', () => {
    const [notReady] = differences(['jane'], [databaseUser('jane')]) ?? []
    expect(notReady).toMatchObject({
      kind: 'notReady',
      inside: [{ kind: 'makeReady', user: { name: 'jane' } }],
    })
    expect(notReady?.text).toMatch(/lacks rds_iam. Its password stops working once it is/)
    const [locked] =
      differences(
        ['jane'],
        [databaseUser('jane', { host: '%', signIn: 'locked', reason: 'is locked' })],
        mysqlTarget(),
      ) ?? []
    expect(locked).toMatchObject({ kind: 'notReady', host: '%', inside: [{ kind: 'makeReady' }] })
  })

  it('never wakes a password user of a proxy’s secret: another one is made, and the grants name that', () => {
    const [secret] = differences(['jane'], [databaseUser('jane')], postgresTarget(), [proxy('secret')]) ?? []
    expect(secret).toMatchObject({
      kind: 'notReady',
      inside: [
        { kind: 'create', user: { name: 'jane_iam' }, rights: { template: 'like', of: { name: 'jane' } } },
      ],
      inIam: { change: 'rename', databaseUser: 'jane', to: 'jane_iam' },
    })
    const [open] = differences(['jane'], [databaseUser('jane')], postgresTarget(), [proxy('iam')]) ?? []
    expect(open?.inside).toMatchObject([{ kind: 'makeReady' }])
  })

  it.each([
    ['the master user', 'postgres', [databaseUser('postgres')], /is the master user/],
    ['a user of Kerberos', 'jane', [databaseUser('jane', { signIn: 'kerberos' })], /signs in by Kerberos/],
    [
      'a role of others',
      'team',
      [databaseUser('team', { signIn: 'noLogin' }), holding('tom', 'team')],
      /is a role of tom/,
    ],
  ])('never wakes %s: the grant is what goes', (_, name, users, text) => {
    const [found] = differences([name], users) ?? []
    expect(found).toMatchObject({
      kind: 'notReady',
      inside: [],
      inIam: { change: 'remove', databaseUser: name },
    })
    expect(found?.text).toMatch(text)
  })

  it('says what differs by case only: it is IAM that is mended', () => {
    const all = differences(['Jane'], [ready('jane')]) ?? []
    expect(all.map(({ kind }) => kind)).toEqual(['otherCase'])
    expect(differences(['Jane'], [databaseUser('jane')])?.[0]?.inside).toMatchObject([
      { kind: 'makeReady', user: { name: 'jane' } },
    ])
    expect(all[0]).toMatchObject({
      inside: [],
      inIam: { change: 'rename', databaseUser: 'Jane', to: 'jane' },
    })
  })

  describe('where the host of a row decides', () => {
    const row = (host: string, iam: boolean, more: Partial<DatabaseUser> = {}) =>
      databaseUser('jane', {
        ...{ host, iamReady: iam, signIn: iam ? 'iam' : 'password' },
        ...{ reason: iam ? null : 'is not on AWSAuthenticationPlugin', ...more },
      })
    const found = (...rows: DatabaseUser[]) => differences(['jane'], rows, mysqlTarget())

    it('a row of the server itself is no difference: nobody comes from there', () => {
      expect(found(row('%', true), row('localhost', false))).toEqual([])
    })

    it('a narrower password is said to refuse from there, and no grant is called useless', () => {
      const [narrow, ...rest] = found(row('%', true), row('10.%', false)) ?? []
      expect(rest).toEqual([])
      expect(narrow).toMatchObject({
        ...{ kind: 'notReady', host: '10.%', inIam: null },
        inside: [{ kind: 'makeReady', user: { name: 'jane', host: '10.%' } }],
        text: expect.stringMatching(/from there a token is refused/),
      })
    })

    it('one that signs in on the server itself only gets a row for everywhere else', () => {
      const all = found(row('127.0.0.1', true), row('localhost', true)) ?? []
      expect(all).toMatchObject([
        {
          ...{ kind: 'notReady', host: 'localhost' },
          inside: [{ kind: 'create', user: { name: 'jane', host: null } }],
          text: 'jane signs in on the server itself only (localhost).',
        },
      ])
    })

    it('one that others hold as a role lends them no way of signing in', () => {
      const holder = databaseUser('tom', {
        host: '%',
        detail: { ...detail, memberships: [{ role: 'jane', admin: false, inForce: true }] },
      })
      expect(differences(['jane'], [row('%', false), holder], mysqlTarget())).toMatchObject([
        { kind: 'notReady', inside: [{ kind: 'makeReady' }] },
      ])
    })
  })

  it('says whom nobody is granted, with the sign-in to close', () => {
    expect(differences([], [ready('old')])).toMatchObject([
      {
        kind: 'unreached',
        databaseUser: 'old',
        inside: [{ kind: 'close' }],
        inIam: { change: 'grant' },
        principals: [],
      },
    ])
  })

  it('is not known of a server that was not read, nor of a proxy', () => {
    const own = postgresTarget()
    const access = compileAccess(inventory({ principals: [], targets: [own, proxy('iam')] }))
    expect([reconcile(access, own, []), reconcile(access, proxy('iam'), [])]).toEqual([null, null])
  })
})
