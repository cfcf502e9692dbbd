import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readFact } from './read-fact'
import { factLine, type Place, type UserFact } from './user-fact'

const name = fc.oneof(
  fc.constantFrom(
    'orders',
    'in',
    'by',
    'public',
    'a b',
    '"',
    '\\',
    "o'x",
    'x, may pass it on',
    '@',
    '%',
    '',
    '\n',
  ),
  fc.string({ unit: 'binary' }),
)
const privilege = fc.constantFrom('SELECT', 'CREATE VIEW', 'CONNECTION_ADMIN')
const schema = { database: name, schema: name }
const place: fc.Arbitrary<Place> = fc.oneof(
  fc.constant({ level: 'server' } as const),
  fc.record({ level: fc.constant('database' as const), database: name }),
  fc.record({ level: fc.constantFrom('schema', 'everyTable', 'everySequence'), ...schema }),
  fc.record({ level: fc.constantFrom('table', 'sequence'), ...schema, name }),
)
const role = { role: name, host: fc.option(name) }
const fact: fc.Arbitrary<UserFact> = fc.oneof(
  fc.constantFrom<UserFact>({ kind: 'exists' }, { kind: 'signIn' }, { kind: 'tls' }),
  fc.record({ kind: fc.constant('plugin' as const), plugin: name }),
  fc.record({ kind: fc.constant('member' as const), ...role, admin: fc.boolean(), inForce: fc.boolean() }),
  fc.record({ kind: fc.constant('defaultRole' as const), ...role }),
  fc.record({ kind: fc.constant('attribute' as const), name }),
  fc.record({ kind: fc.constant('limit' as const), connections: fc.nat() }),
  fc.record({ kind: fc.constant('right' as const), privilege, on: place, grantable: fc.boolean() }),
  fc.record({
    kind: fc.constant('future' as const),
    privilege,
    of: fc.constantFrom('table', 'sequence'),
    ...schema,
    madeBy: name,
  }),
  fc.record({ kind: fc.constantFrom('owns' as const), database: name }),
  fc.record({ kind: fc.constant('session' as const), id: name }),
  fc.record({ kind: fc.constant('other' as const), text: name }),
)

it('reads every fact back from its line, whatever the names in it are', () => {
  fc.assert(
    fc.property(fact, one => {
      expect(readFact(factLine(one))).toEqual(one)
      expect(factLine(one)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u)
    }),
    { numRuns: 2_000 },
  )
})

it.each([
  [{ kind: 'member', role: 'rds_iam', host: null, admin: false, inForce: true }, 'member of rds_iam'],
  [
    { kind: 'member', role: 'billing_read', host: '%', admin: true, inForce: true },
    'member of billing_read@"%", may pass it on',
  ],
  [
    {
      kind: 'right',
      privilege: 'SELECT',
      on: { level: 'everyTable', database: 'orders', schema: 'public' },
      grantable: false,
    },
    'SELECT on every table of public in orders',
  ],
  [
    {
      kind: 'right',
      privilege: 'SELECT',
      on: { level: 'everyTable', database: 'billing', schema: 'billing' },
      grantable: true,
    },
    'SELECT on every table of billing, may pass it on',
  ],
  [
    { kind: 'right', privilege: 'PROCESS', on: { level: 'server' }, grantable: false },
    'PROCESS on the whole server',
  ],
  [
    {
      kind: 'future',
      privilege: 'SELECT',
      of: 'table',
      database: 'orders',
      schema: 'public',
      madeBy: 'app_migrator',
    },
    'SELECT on every later table of public in orders by app_migrator',
  ],
] as [UserFact, string][])('says %j in words', (one, line) => expect(factLine(one)).toBe(line))

it.each([
  '',
  'is nice',
  'SELECT on',
  'select on database x',
  'SELECT on table x',
  'member of a b',
  'exists, twice',
])('takes %j for no fact', line => expect(readFact(line)).toBeNull())
