import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { noOrganization, unreadOrganization } from '@/lib/access/model/organization'
import type { Target } from '@/lib/access/model/target'
import {
  ACCOUNT,
  AT,
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  governed,
  holding,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { blocksOf } from './access-path'
import { explainCell } from './explain'
import { refusalOf } from './refusal-words'

const target = sampleTarget()
const scp = (name: string, ...statements: object[]) =>
  samplePolicy(
    `arn:aws:organizations::999900001111:policy/o-x/service_control_policy/${name}`,
    statements,
    'scp',
  )
const fullAccess = scp('FullAWSAccess', EVERYTHING)
const guardrail = scp('org-data-guardrail', EVERYTHING, deny('*'))
const storageOnly = scp('storage-only', { Effect: 'Allow', Action: 's3:*', Resource: '*' })
const root = { kind: 'root', name: 'Root', id: 'r-1' } as const
const production = { kind: 'organizationalUnit', name: 'Production', id: 'ou-1' } as const
const account = { kind: 'account', name: 'larkspur-prod', id: ACCOUNT } as const
const boundary = (name: string, ...statements: object[]) =>
  samplePolicy(`arn:aws:iam::${ACCOUNT}:policy/${name}`, statements, 'customerManaged')
const everywhere = (cast: Cast) =>
  governed(cast, [root, [fullAccess]], [production, [fullAccess]], [account, [fullAccess]])

interface World {
  where?: Target
  user?: string
  organization?: Inventory['organization']
  read?: boolean
}

function explain(cast: Cast, { where = target, user = 'app', read = true, ...rest }: World = {}) {
  const scans = read ? [sampleScan(where, [databaseUser('app'), passwordUser('postgres')])] : []
  const inventory = sampleInventory({ targets: [where], cast: [cast], scans, ...rest })
  return explainCell(compileAccess(inventory), where, cast.principal.arn, user)
}

const api = sampleRole('api', [allow('app')])
const mfaDenied = { Null: { 'aws:MultiFactorAuthPresent': 'true' } }
const unreadSCPs = (cast: Cast): Cast => ({
  ...cast,
  principal: {
    ...cast.principal,
    policies: { ...cast.principal.policies, serviceControl: { state: 'unread' } },
  },
})
const outcomes = ({ path }: ReturnType<typeof explain>) =>
  Object.fromEntries(path.map(({ id, outcome }) => [id, outcome]))
const failing = ({ path }: ReturnType<typeof explain>) =>
  blocksOf(path).flatMap(({ name, outcome }) => (outcome === 'fail' ? [name] : []))
const stepIn = ({ path }: ReturnType<typeof explain>, id: string) => path.find(step => step.id === id)

describe('each thing that says no alone is the only failing block, and the banner says so', () => {
  const ONLY_DENY = 'Nothing else known does.'
  const ONLY_STOP = 'Nothing else known stops it.'
  it.each([
    ['no policy', sampleRole('idle', []), {}, 'Identity policy', 'No statement allows it.', ONLY_STOP],
    [
      'its own Deny',
      sampleRole('ops', [allow('app'), deny('app')]),
      {},
      'Identity policy',
      'Denied by its own policy.',
      ONLY_DENY,
    ],
    [
      'a boundary that is silent',
      bounded(api, boundary('storage', { Effect: 'Allow', Action: 's3:*', Resource: '*' })),
      {},
      'Permissions boundary',
      'Not allowed by its boundary.',
      ONLY_STOP,
    ],
    [
      'a boundary that denies',
      bounded(api, boundary('guard', EVERYTHING, deny('app'))),
      {},
      'Permissions boundary',
      'Denied by boundary.',
      ONLY_DENY,
    ],
    [
      'an SCP of an OU that denies',
      governed(api, [root, [fullAccess]], [production, [guardrail]], [account, [fullAccess]]),
      {},
      'OU Production',
      'Denied by organisation policy.',
      ONLY_DENY,
    ],
    [
      'an OU without an Allow',
      governed(api, [root, [fullAccess]], [production, [storageOnly]], [account, [fullAccess]]),
      {},
      'OU Production',
      'Not allowed at OU Production.',
      ONLY_STOP,
    ],
    [
      'an account without any SCP',
      governed(api, [root, [fullAccess]], [account, []]),
      {},
      'Account',
      'Not allowed at account.',
      ONLY_STOP,
    ],
    [
      'the switch',
      api,
      { where: sampleTarget({ ...switchedOff }) },
      'IAM switch',
      'Dormant: IAM authentication is off on orders-prod.',
      ONLY_STOP,
    ],
    [
      'a stopped target',
      api,
      { where: sampleTarget({ status: 'stopped' }) },
      'IAM switch',
      'Dormant: orders-prod is stopped.',
      ONLY_STOP,
    ],
    [
      'a user that is not IAM-ready',
      sampleRole('ops', [EVERYTHING]),
      { user: 'postgres' },
      'Database user',
      'Dormant: postgres cannot sign in by IAM: password only.',
      ONLY_STOP,
    ],
    [
      'a user that is missing',
      sampleRole('ops', [allow('ghost')]),
      { user: 'ghost' },
      'Database user',
      'Dormant: orders-prod has no user ghost.',
      ONLY_STOP,
    ],
  ] as [string, Cast, World, string, string, string][])('%s', (_, cast, world, block, sentence, only) => {
    const cell = explain(cast, world)
    expect(failing(cell)).toEqual([block])
    expect(cell.sentence).toBe(sentence)
    expect(cell.detail).toContain(only)
    const open = blocksOf(cell.path).find(({ name }) => name === block)
    expect(open?.note !== null || (open?.statements.length ?? 0) > 0).toBe(true)
  })
})

describe('accessPath', () => {
  it('asks everything even after the first no, and the banner names the rest', () => {
    const cast = governed(
      bounded(sampleRole('ops', [deny('app')]), boundary('guard', deny('app'))),
      [root, [storageOnly]],
      [production, [guardrail]],
    )
    const cell = explain(cast, { where: sampleTarget({ ...switchedOff }) })
    expect(failing(cell)).toEqual([
      'Identity policy',
      'Permissions boundary',
      'Root',
      'OU Production',
      'IAM switch',
    ])
    expect(cell.sentence).toBe('Denied by its own policy.')
    expect(cell.detail).toBe(
      'Statement 1 of ops-access says no. It also fails at: permissions boundary, root, OU Production, IAM switch.',
    )
  })

  it('does not say that nothing else denies where something may, on a condition or unread', () => {
    const denied = sampleRole('ops', [allow('app'), deny('app')])
    const guard = boundary('guard', EVERYTHING, deny('app', target, MFA))
    expect(explain(bounded(denied, guard)).detail).toContain(
      'Nothing else surely does; on a condition: permissions boundary.',
    )
    const broken = scp('broken', EVERYTHING)
    broken.text = '{ "Statement": ['
    const half = governed(sampleRole('ops', [allow('app')]), [root, [broken]], [production, [guardrail]])
    expect(explain(half).detail).toContain('As far as read, nothing else does.')
  })

  it('passes an organisation whose every level allows, and keeps the levels apart', () => {
    const cell = explain(everywhere(api))
    expect(cell.verdict).toBe('canConnect')
    const levels = stepIn(cell, 'organization')?.levels ?? []
    expect(levels.map(({ name, outcome, words }) => [name, outcome, words])).toEqual([
      ['Root', 'pass', 'allows'],
      ['OU Production', 'pass', 'allows'],
      ['Account', 'pass', 'allows'],
    ])
    expect(levels.map(({ statements }) => statements.map(({ role }) => role))).toEqual([
      ['Allows it'],
      ['Allows it'],
      ['Allows it'],
    ])
  })

  it('shows the statement, the level and the lines of an SCP that denies, in words too', () => {
    const cell = explain(governed(api, [root, [fullAccess]], [production, [guardrail]]))
    expect(cell.detail).toBe(
      'Statement 2 of org-data-guardrail at OU Production says no. Nothing else known does.',
    )
    const [statement] = stepIn(cell, 'organization')?.levels[1]?.statements ?? []
    expect(statement).toMatchObject({
      role: 'Denies it',
      inWords: 'Denies connecting as any user on orders-prod.',
      reason: { policyName: 'org-data-guardrail', statementIndex: 1, statementCount: 2 },
    })
    expect(stepIn(cell, 'identity')?.statements[0]?.role).toBe('Would allow it')
  })

  it('doubts a Deny that hangs on a condition, and does not call it certain', () => {
    const guarded = scp('mfa-guard', EVERYTHING, deny('app', target, mfaDenied))
    const cell = explain(governed(api, [root, [fullAccess]], [production, [guarded]]))
    expect(cell.verdict).toBe('conditional')
    expect(outcomes(cell)).toMatchObject({ identity: 'pass', organization: 'conditional' })
    expect(stepIn(cell, 'organization')?.levels[1]?.words).toBe('allows, and may deny on a condition')
  })

  it('says of unread SCPs that they are not known, and never that nothing else denies', () => {
    const organization = { ...unreadOrganization(AT), id: 'o-1' }
    const cell = explain(unreadSCPs(sampleRole('ops', [allow('app'), deny('app')])), { organization })
    expect(stepIn(cell, 'organization')).toMatchObject({
      outcome: 'unknown',
      words: 'exist, and were not read',
      levels: [],
    })
    expect(cell.detail).toContain('As far as read, nothing else does.')
  })

  it.each([
    ['in no organisation', api, noOrganization(AT), 'the account is in no organisation'],
    [
      'of the management account',
      api,
      { ...noOrganization(AT), id: 'o-1', managementAccountId: ACCOUNT },
      'do not bind the management account',
    ],
    [
      'linked to a service',
      sampleRole('AWSServiceRoleForRDS', [allow('app')], { path: '/aws-service-role/rds.amazonaws.com/' }),
      { ...noOrganization(AT), id: 'o-1', managementAccountId: '999900001111' },
      'do not bind service-linked roles',
    ],
  ] as const)('does not ask SCPs over a principal %s', (_, cast, organization, words) => {
    expect(stepIn(explain(cast, { organization }), 'organization')).toMatchObject({
      outcome: 'notApplicable',
      words,
    })
  })

  it('keeps apart a boundary that is not there, one that could not be read, and one that allows on a condition', () => {
    const step = (cast: Cast) => stepIn(explain(cast), 'boundary')
    expect(step(api)).toMatchObject({ outcome: 'notApplicable', words: 'none is set' })
    expect(step(bounded(api, 'unread'))).toMatchObject({ outcome: 'unknown' })
    expect(step(bounded(api, boundary('mfa', { ...EVERYTHING, Condition: MFA })))).toMatchObject({
      outcome: 'conditional',
      words: 'allows on a condition',
    })
  })

  it('says of a policy that cannot be read that it cannot be told', () => {
    const cell = explain(holding(sampleRole('r', []), samplePolicy('r#broken', '{ "Statement": [')))
    expect(cell.verdict).toBe('notEvaluated')
    expect(outcomes(cell).identity).toBe('unknown')
    expect(stepIn(cell, 'identity')?.statements.map(({ role }) => role)).toContain('May allow it')
  })

  it('finds no single culprit where one policy allows on what another denies', () => {
    const cast = bounded(
      sampleRole('r', [allow('app', target, MFA)]),
      boundary('b', EVERYTHING, deny('app', target, MFA)),
    )
    const cell = explain(cast)
    expect(cell.verdict).toBe('noAccess')
    expect(failing(cell)).toEqual([])
    expect(cell.sentence).toBe('No session meets every condition.')
  })

  it('blames no block for a Deny that none of them gives alone', () => {
    const { path } = explain(sampleRole('r', [allow('app'), deny('app', target, MFA)]))
    expect(refusalOf(path, 'denied').sentence).toBe('Denied by statements together.')
  })

  it('says of every session that it may be narrower, of keys too', () => {
    expect(stepIn(explain(api), 'session')).toMatchObject({ outcome: 'unknown' })
    expect(stepIn(explain(sampleUser('ana', [allow('app')])), 'session')?.words).toContain('keys')
  })

  it('has a proxy hop only where there is a proxy', () => {
    expect(stepIn(explain(api), 'proxyHop')).toMatchObject({
      outcome: 'notApplicable',
      words: 'none, straight to the instance',
    })
    const proxy = sampleTarget({
      kind: 'proxy',
      iamAuth: { state: 'viaProxy', accepted: true, reason: null },
      proxy: { clientAuth: 'required', requireTls: true, databaseAuth: 'secret', roleArn: null, targets: [] },
    })
    expect(stepIn(explain(api, { where: proxy }), 'proxyHop')).toMatchObject({
      outcome: 'unknown',
      note: 'What stands behind the proxy was not read.',
    })
  })

  it('says that the database was not read', () => {
    expect(stepIn(explain(api, { read: false }), 'databaseUser')).toMatchObject({
      outcome: 'unknown',
      words: 'the database was not read',
    })
  })
})
