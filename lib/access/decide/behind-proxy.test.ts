import { describe, expect, it } from 'vitest'
import { explainCell } from '@/lib/access/explain/explain'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'
import type { SecondHopState, Verdict } from '@/lib/access/model/verdict'
import {
  ACCOUNT,
  AT,
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { PROXY_ROLE, proxyBefore } from '@/lib/access/testing/sample-proxy'
import { columnFor, columnsOf } from './columns'
import { compileAccess } from './compile-access'

const CLIENT = `arn:aws:iam::${ACCOUNT}:role/client`
const orders = sampleTarget()
const mysql = sampleTarget({ engine: 'mysql', family: 'mysql' })
const off = (target: Target): Target => ({ ...target, ...switchedOff })
const stopped = sampleTarget({ status: 'stopped' })

interface World {
  behind?: Target
  proxy?: Partial<NonNullable<Target['proxy']>>
  /** Null: the database behind was not read. */
  users?: DatabaseUser[] | null
  role?: Cast | null
  client?: object[]
}

function worldOf({ behind = orders, proxy = {}, users = [], role, client }: World) {
  const gate = proxyBefore(behind, proxy)
  const own = role === undefined ? sampleRole(PROXY_ROLE, []) : role
  const cast = [...(own ? [own] : []), sampleRole('client', client ?? [allow('app', gate)])]
  const scans = users ? [sampleScan(behind, users)] : []
  return { gate, access: compileAccess(sampleInventory({ targets: [behind, gate], cast, scans })) }
}

const cellOf = (world: World, user = 'app') => {
  const { gate, access } = worldOf(world)
  return explainCell(access, gate, CLIENT, user)
}

/** What the second hop comes to, and with an Allow on the first, the verdict of the whole way. */
const WHOLE: Record<SecondHopState, Verdict> = {
  works: 'canConnect',
  unknown: 'canConnect',
  conditional: 'conditional',
  fails: 'dormant',
}

const ended = databaseUser('app', { iamReady: false, signIn: 'password', validUntil: '2026-11-01T00:00:00Z' })
const kerberos = databaseUser('app', { iamReady: false, signIn: 'kerberos' })
const noLogin = databaseUser('app', { signIn: 'noLogin' })
const locked = databaseUser('app', { signIn: 'locked', iamReady: false, reason: 'is locked' })

/** RDS User Guide, "Connecting to a database through RDS Proxy" and "Database authentication with Amazon RDS". */
const BY_SECRET: Record<string, [World, SecondHopState, string]> = {
  'a user with a password': [{ users: [passwordUser('app')] }, 'unknown', 'was not read'],
  'a user that has rds_iam': [{ users: [databaseUser('app')] }, 'fails', 'has rds_iam'],
  'rds_iam while IAM is off': [
    { behind: off(orders), users: [databaseUser('app')] },
    'unknown',
    'was not read',
  ],
  'a password while IAM is off': [{ behind: off(orders), users: [passwordUser('app')] }, 'unknown', 'secret'],
  'the IAM plugin of MySQL': [{ behind: mysql, users: [databaseUser('app')] }, 'fails', 'no password'],
  'the IAM plugin while IAM is off': [
    { behind: off(mysql), users: [databaseUser('app')] },
    'fails',
    'no password',
  ],
  'no such user': [{ users: [] }, 'fails', 'has no user app'],
  'a user of other capitals': [{ users: [passwordUser('App')] }, 'fails', 'has no user app'],
  'a role that cannot log in': [{ users: [noLogin] }, 'fails', 'cannot log in'],
  'a locked account': [{ behind: mysql, users: [locked] }, 'fails', 'is locked'],
  'two rows, one of them with a password': [
    {
      behind: mysql,
      users: [
        { ...databaseUser('app'), host: '%' },
        { ...passwordUser('app'), host: '10.%' },
      ],
    },
    'unknown',
    'was not read',
  ],
  'two rows, none of them with a password': [
    {
      behind: mysql,
      users: [
        { ...databaseUser('app'), host: '%' },
        { ...locked, host: '10.%' },
      ],
    },
    'fails',
    'no password',
  ],
  'a password that ended': [{ users: [ended] }, 'fails', 'ended'],
  'Kerberos, on': [
    { behind: sampleTarget({ kerberosEnabled: true }), users: [kerberos] },
    'fails',
    'Kerberos',
  ],
  'Kerberos, off': [{ users: [kerberos] }, 'unknown', 'was not read'],
  'a database that is stopped': [{ behind: stopped, users: [passwordUser('app')] }, 'fails', 'is stopped'],
  'a database that was not read': [
    { users: null },
    'unknown',
    'neither the users of orders-prod nor the secrets',
  ],
  'nothing behind': [{ proxy: { targets: [] } }, 'unknown', 'was not read'],
  'something behind that was not read': [
    { proxy: { targets: [{ name: 'x', resourceId: null, health: 'AVAILABLE' }] } },
    'unknown',
    'x behind the proxy was not read',
  ],
}

const iam = (world: World): World => ({
  ...world,
  proxy: { databaseAuth: 'iam', ...world.proxy },
  users: world.users === undefined ? [databaseUser('app')] : world.users,
})
const role = (...statements: object[]) => sampleRole(PROXY_ROLE, statements)
const elsewhere = 'arn:aws:iam::444455556666:role/proxy'
const secretToo = { alsoSecrets: true }
const RDS = { Service: 'rds.amazonaws.com' }
const trusting = (Principal: object, Condition?: object) => {
  const Statement = [
    { Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...(Condition && { Condition }) },
  ]
  const trustText = JSON.stringify({ Version: '2012-10-17', Statement })
  return sampleRole(PROXY_ROLE, [allow('app')], { trustText })
}
const unreached = [{ name: orders.name, resourceId: orders.resourceId, health: 'UNAVAILABLE (AUTH_FAILURE)' }]

/** RDS User Guide, "Configuring IAM authentication for RDS Proxy": the role needs rds-db:connect on the database. */
const BY_ROLE: Record<string, [World, SecondHopState, string]> = {
  'a role with the grant': [{ role: role(allow('app')) }, 'works', 'as role/proxy may'],
  'a role without one': [
    { role: role() },
    'fails',
    'role/proxy, as which the proxy signs in, may not connect',
  ],
  'a grant of another user': [{ role: role(allow('web')) }, 'fails', 'may not connect'],
  'a grant on the proxy itself': [
    { role: role(allow('app', proxyBefore(orders))) },
    'fails',
    'may not connect',
  ],
  'a Deny': [{ role: role(EVERYTHING, deny('app')) }, 'fails', 'may not connect'],
  'a boundary that does not allow it': [
    { role: bounded(role(allow('app')), samplePolicy('b', [allow('web')])) },
    'fails',
    'may not connect',
  ],
  'a grant on a condition': [{ role: role(allow('app', orders, MFA)) }, 'conditional', 'only on a condition'],
  'a policy that cannot be read': [
    { role: sampleRole(PROXY_ROLE, '{ "Statement": [') },
    'unknown',
    'could not be read',
  ],
  'a role that was not read': [{ role: null }, 'unknown', 'role/proxy, which was not read'],
  'a role of another account': [{ proxy: { roleArn: elsewhere } }, 'unknown', 'of another account'],
  'a role that RDS can become': [{ role: trusting(RDS) }, 'works', 'as role/proxy may'],
  'a role that RDS can become on a condition': [
    { role: trusting(RDS, { StringEquals: { 'aws:SourceAccount': ACCOUNT } }) },
    'works',
    'as role/proxy may',
  ],
  'a role that trusts another service alone': [
    { role: trusting({ Service: 'ec2.amazonaws.com' }) },
    'fails',
    'does not let RDS become it',
  ],
  'a trust policy that cannot be read': [
    { role: sampleRole(PROXY_ROLE, [allow('app')], { trustText: '{ "Statement": [' }) },
    'unknown',
    'The trust policy of role/proxy',
  ],
  'a database that the proxy does not reach': [
    { proxy: { targets: unreached }, role: role(allow('app')) },
    'unknown',
    'AWS says that orders-prod is UNAVAILABLE (AUTH_FAILURE) to the proxy',
  ],
  'a database that the proxy does not reach, without a grant': [
    { proxy: { targets: unreached }, role: role() },
    'fails',
    'may not connect',
  ],
  'no role': [{ proxy: { roleArn: null } }, 'unknown', 'a role that was not read'],
  'the switch off behind': [
    { behind: off(orders), role: role(allow('app')) },
    'fails',
    'IAM authentication is off on orders-prod',
  ],
  'the switch off, the role not read': [{ behind: off(orders), role: null }, 'fails', 'is off'],
  'a database that is stopped': [{ behind: stopped, role: role(allow('app')) }, 'fails', 'is stopped'],
  'a user with a password': [
    { role: role(allow('app')), users: [passwordUser('app')] },
    'fails',
    'does not sign in by IAM',
  ],
  'no such user': [{ role: role(allow('app')), users: [] }, 'fails', 'has no user app'],
  'a role that cannot log in': [{ role: role(allow('app')), users: [noLogin] }, 'fails', 'cannot log in'],
  'a locked account': [{ role: role(allow('app')), users: [locked] }, 'fails', 'is locked'],
  'two rows, one of them with a password': [
    {
      role: role(allow('app')),
      users: [
        { ...databaseUser('app'), host: '%' },
        { ...passwordUser('app'), host: '10.%' },
      ],
    },
    'conditional',
    'where its own address allows it',
  ],
  'a database that was not read': [{ role: role(allow('app')), users: null }, 'unknown', 'were not read'],
  'a secret beside it': [
    { proxy: secretToo, role: role(), users: [passwordUser('app')] },
    'unknown',
    'a password from a secret',
  ],
  'a secret beside it that cannot help': [{ proxy: secretToo, role: role() }, 'fails', 'has rds_iam'],
  'a secret beside a role with the grant': [{ proxy: secretToo, role: role(allow('app')) }, 'works', 'may'],
}

const table = [
  ...Object.entries(BY_SECRET).map(([name, row]) => [`by secret: ${name}`, ...row] as const),
  ...Object.entries(BY_ROLE).map(
    ([name, [world, ...row]]) => [`by role: ${name}`, iam(world), ...row] as const,
  ),
]

describe('the second hop of a proxy', () => {
  it.each(table)('%s', (_, world, state, words) => {
    const { secondHop, verdict, sentence, detail, path } = cellOf(world)
    expect(secondHop).toMatchObject({ state, text: expect.stringContaining(words) })
    expect(verdict).toBe(WHOLE[state])
    expect(`${sentence} ${detail}`).toContain(words)
    expect(path.find(({ id }) => id === 'proxyHop')?.note).toContain(words)
  })

  it.each(['required', 'optional'] as const)('counts the same for clients with IAM %s', clientAuth => {
    const world = { proxy: { clientAuth }, users: [databaseUser('app')] }
    expect(cellOf(world).verdict).toBe('dormant')
  })

  it('never makes a no or a doubt of the first hop better', () => {
    const open = iam({ role: role(allow('app')) })
    expect(cellOf({ ...open, client: [] }).verdict).toBe('noAccess')
    const gate = proxyBefore(orders)
    expect(cellOf({ ...open, client: [EVERYTHING, deny('app', gate)] }).verdict).toBe('denied')
    expect(cellOf({ ...open, client: [allow('app', gate, MFA)] }).verdict).toBe('conditional')
  })

  it('that works is told as such, without a doubt', () => {
    expect(cellOf(iam({ role: role(allow('app')) })).sentence).toBe('Can connect now.')
  })

  it('that is not known is said in the first sentence, and what it hangs on in the next', () => {
    const { sentence, detail } = cellOf({ users: [passwordUser('app')] })
    expect(sentence).toBe('Can connect to gate now; whether the proxy then gets through is not known.')
    expect(detail).toContain('signs in to orders-prod as app with a password from a secret')
  })

  it('that fails says what is missing, and where', () => {
    const { missingPiece } = cellOf({ users: [databaseUser('app')] })
    expect(missingPiece?.text).toBe(
      'Missing: a password sign-in for app on orders-prod, or a proxy that signs in by IAM.',
    )
    expect(missingPiece?.next).toEqual([{ kind: 'byHand', text: expect.stringContaining('Behind gate') }])
  })

  it('is the one thing told where the proxy takes no tokens at all', () => {
    const gate = {
      ...proxyBefore(orders),
      iamAuth: { state: 'proxyOff', accepted: false, reason: null } as const,
    }
    const cast = [sampleRole('client', [allow('app', gate)])]
    const access = compileAccess(sampleInventory({ targets: [orders, gate], cast }))
    expect(explainCell(access, gate, CLIENT, 'app').sentence).toContain('does not take IAM tokens')
  })

  it('has nothing to say of a target that is no proxy', () => {
    const { access } = worldOf({ users: [databaseUser('app')] })
    expect(columnsOf(access, orders).every(({ secondHop }) => secondHop === undefined)).toBe(true)
  })
})

describe('several databases behind one proxy', () => {
  const replica = sampleTarget({ name: 'orders-replica', resourceId: 'db-REPLICA' })
  const stateWith = (
    first: DatabaseUser[] | null,
    second: DatabaseUser[] | null,
    statements: object[] = [],
  ) => {
    const targets = [orders, replica].map(({ name, resourceId }) => ({
      name,
      resourceId,
      health: 'AVAILABLE',
    }))
    const gate = proxyBefore(orders, { databaseAuth: 'iam', targets })
    const scans = [first && sampleScan(orders, first), second && sampleScan(replica, second)]
    const cast = [role(...statements)]
    const access = compileAccess(
      sampleInventory({ targets: [orders, replica, gate], cast, scans: scans.filter(scan => scan !== null) }),
    )
    return columnFor(access, gate, 'app').secondHop?.state
  }
  const both = [allow('app'), allow('app', replica)]
  const app = [databaseUser('app')]

  it.each([
    ['all let it through', app, app, both, 'works'],
    ['all refuse', app, app, [], 'fails'],
    ['one refuses', app, app, [allow('app')], 'unknown'],
    ['one was not read', app, null, both, 'unknown'],
    ['one only on a condition', app, app, [allow('app'), allow('app', replica, MFA)], 'conditional'],
  ] as const)('%s', (_, first, second, statements, state) => {
    expect(stateWith(first && [...first], second && [...second], [...statements])).toBe(state)
  })
})

describe('patterns and wildcards on a proxy', () => {
  const client = (gate: Target) => [allow('app_*', gate), allow('*', gate)]
  const hops = (world: World) => {
    const gate = proxyBefore(world.behind ?? orders, world.proxy)
    const made = worldOf({ ...world, client: client(gate) })
    return Object.fromEntries(
      columnsOf(made.access, made.gate).map(column => [column.name, column.secondHop?.state]),
    )
  }

  it('stand for the users behind that they match', () => {
    expect(hops({ users: [databaseUser('app_ro'), passwordUser('web')] })).toEqual({
      app_ro: 'fails',
      web: 'unknown',
      'app_*': 'fails',
      'any other user': 'fails',
    })
  })

  it('end to end, open what the role of the proxy is granted behind, though no client policy names it', () => {
    const users = null
    expect(hops(iam({ users, role: role(allow('app_ro')) }))).toEqual({
      app_ro: 'unknown',
      'app_*': 'unknown',
      'any other user': 'fails',
    })
    expect(hops(iam({ users: [databaseUser('app_ro')], role: role(allow('app_ro')) }))).toMatchObject({
      app_ro: 'works',
      'app_*': 'works',
    })
  })
})

it('a password is judged at the time of the reading', () => {
  const later = databaseUser('app', {
    iamReady: false,
    signIn: 'password',
    validUntil: AT.replace('2026', '2027'),
  })
  expect(cellOf({ users: [later] }).secondHop?.state).toBe('unknown')
})
