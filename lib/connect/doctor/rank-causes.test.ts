import { describe, expect, it } from 'vitest'
import { ALL_CAUSES } from './all-causes'
import { ALL_SIGNS } from './all-signs'
import type { CauseId } from './cause'
import { aboutOf } from './cause-words'
import { type Circumstances, NOTHING_KNOWN } from './circumstances'
import { rankCauses } from './rank-causes'
import { recognise } from './recognise'

const rank = (text: string, known: Partial<Circumstances> = {}, results = {}) =>
  rankCauses(recognise(text).symptoms, { ...NOTHING_KNOWN, ...known }, results)
const first = (text: string, known: Partial<Circumstances> = {}) => rank(text, known)[0]

const PAM = 'FATAL: PAM authentication failed for user "app"'

describe('the order of causes', () => {
  it('is what failed, then what cannot be told by its likelihood, then what is in order', () => {
    const results = { userMissing: 'failed', policyMissing: 'ok', iamAuthOff: 'ok' } as const
    const ranked = rank(PAM, {}, results)
    expect(ranked[0]).toMatchObject({ id: 'userMissing', state: 'failed', fix: 'createUser' })
    const open = ranked.filter(({ state }) => state === 'cannotTell')
    expect(open.map(({ likelihood }) => likelihood)).toEqual(
      open.map(({ likelihood }) => likelihood).toSorted((a, b) => b - a),
    )
    expect(ranked.slice(-2).map(({ state }) => state)).toEqual(['ok', 'ok'])
  })

  it('lists what a check found to be wrong even where the text did not point at it', () => {
    expect(rank('root certificate file "/x" does not exist', {}, { iamAuthOff: 'failed' })[0]?.id).toBe(
      'iamAuthOff',
    )
  })

  it('a role of a machine that signed is suspected before the policy', () => {
    const line = (role: string) =>
      `user app because the IAM policy assumed by the caller 'arn:aws:sts::111122223333:assumed-role/${role}' is not authorized to perform \`rds-db:connect\``
    expect(first(line('eksctl-prod-nodegroup-NodeInstanceRole/i-0a1b2c3d4e'))?.id).toBe('otherSigner')
    expect(first(line('ecsTaskExecutionRole/0a1b2c3d'))?.id).toBe('otherSigner')
    expect(first(line('orders-api/mira@example.com'))?.id).toBe('policyMissing')
  })
})

it.each(['mysql', 'mariadb', 'other'] as const)('no cause speaks of PostgreSQL to %s', id => {
  const about = aboutOf(recognise('').symptoms, { ...NOTHING_KNOWN, family: id })
  const said = Object.values(ALL_CAUSES).map(words =>
    [
      words.title(about),
      words.titleIfOk(about),
      words.explanation(about),
      words.advice(about),
      words.wouldTell,
    ].join(' '),
  )
  expect(said.filter(text => /rds_iam|PostgreSQL|\bpg_|unquoted/.test(text))).toEqual([])
})

it('to PostgreSQL, what is peculiar to it is said', () => {
  const about = aboutOf(recognise('').symptoms, { ...NOTHING_KNOWN, family: 'postgres' })
  expect(ALL_CAUSES.userIamOnly.explanation(about)).toContain('has rds_iam, also through a role in between,')
  expect(ALL_CAUSES.userOtherCase.explanation(about)).toContain('unquoted JaneDoe')
  expect(ALL_CAUSES.databaseMissing.advice(about)).toContain('postgres is in every PostgreSQL')
})

describe('what IAM has no part in', () => {
  it.each([
    ['permission denied for table orders', 'noRightInside'],
    ["SELECT command denied to user 'app'@'10.0.0.1' for table 'orders'", 'noRightInside'],
    ["ERROR 1044 (42000): Access denied for user 'app'@'%' to database 'orders'", 'noRightInside'],
    ['ERROR 1227 (42000): Access denied; you need (at least one of) the SUPER privilege(s)', 'noRightInside'],
    ['FATAL: sorry, too many clients already', 'tooManyConnections'],
    ['ERROR 1040 (HY000): Too many connections', 'tooManyConnections'],
    ['ERROR: cannot execute UPDATE in a read-only transaction', 'readOnly'],
    ['FATAL: database "orderz" does not exist', 'databaseMissing'],
  ] as const)('%s', (text, id) => {
    const ranked = rank(text)
    expect(ranked[0]?.id).toBe(id)
    const ofIam: CauseId[] = ['policyMissing', 'iamAuthOff', 'tokenExpired', 'userNotReady', 'otherSigner']
    for (const cause of ranked) expect(ofIam).not.toContain(cause.id)
  })
})

describe('the refusal of clear text', () => {
  it.each([
    [
      "ERROR 2059 (HY000): Authentication plugin 'mysql_clear_password' cannot be loaded: plugin not enabled",
      '--enable-cleartext-plugin',
    ],
    ['MYSQL_CLEAR_PASSWORD_NOT_ENABLED', 'enableCleartextPlugin: true'],
    [
      "this user requires clear text authentication. If you still want to use it, please add 'allowCleartextPasswords=1' to your DSN",
      'allowCleartextPasswords=true',
    ],
    [
      'mysql_cleartext_plugin disabled (sqlx_mysql::protocol::connect::auth_switch:30)',
      '.enable_cleartext_plugin(true)',
    ],
    [
      "Mysql2::Error: Authentication plugin 'mysql_clear_password' cannot be loaded: plugin not enabled",
      'enable_cleartext_plugin: true',
    ],
    [
      "TablePlus: Authentication plugin 'mysql_clear_password' cannot be loaded: plugin not enabled",
      'LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN=1',
    ],
  ])('%s is answered with what that client is told', (text, line) => {
    expect(first(text)).toMatchObject({ id: 'cleartextOff', copyText: line })
  })

  it('a client that knows no clear text at all is changed, not configured', () => {
    const said =
      "ErrorPacket { errno: 1251, message: 'Client does not support authentication protocol requested by server' }"
    expect(first(said)).toMatchObject({ id: 'cleartextUnknown', advice: expect.stringContaining('mysql2') })
  })
})

describe('the bundle of certificate authorities', () => {
  const said = 'certificate verify failed: self-signed certificate in certificate chain'

  it('is named for the commercial Regions alone: China, GovCloud and Europe have others', () => {
    expect(first(said, { host: 'd.c.eu-west-1.rds.amazonaws.com' })?.copyText).toContain('global-bundle.pem')
    for (const host of ['d.c.rds.cn-north-1.amazonaws.com.cn', 'd.c.us-gov-west-1.rds.amazonaws.com'])
      expect(first(said, { host })?.copyText).toBeNull()
  })
})

describe('the catalogue', () => {
  it('every cause is what some sign points at, or a check alone can find', () => {
    const pointedAt = new Set(ALL_SIGNS.flatMap(({ causes }) => Object.keys(causes)))
    const byCheckAlone = Object.entries(ALL_CAUSES)
      .filter(([id]) => !pointedAt.has(id))
      .map(([id, { check }]) => [id, check])
    for (const [, check] of byCheckAlone) expect(check).not.toBeNull()
  })

  it('no two signs share an id, and an echo is a sign', () => {
    const ids = ALL_SIGNS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { echoes = [] } of ALL_SIGNS) for (const echo of echoes) expect(ids).toContain(echo)
  })

  it('no sentence is left without its subject, whatever is known', () => {
    const failed = Object.fromEntries(Object.keys(ALL_CAUSES).map(id => [id, 'failed']))
    for (const text of [PAM, 'x', "Access denied for user 'app'@'h' (using password: YES)"])
      for (const known of [{}, { targetName: 'orders-prod', signer: 'role/a', databaseUser: 'app' }])
        for (const cause of rank(text, known, failed))
          for (const words of [cause.title, cause.titleIfOk, cause.explanation, cause.advice])
            expect(words).toMatch(/^(?!.*(undefined|null|\[object|database the database| {2})).{8,}$/)
  })
})
