import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { connectArn } from '@/lib/access/model/target'
import {
  ACCOUNT,
  allow,
  databaseUser,
  deny,
  MFA,
  passwordUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { findAll } from './find-all'
import type { FixPlan } from './finding'
import { findingsOf, NOW } from './testing/sample-findings'

const orders = sampleTarget()
const arn = (path: string, account = ACCOUNT) => `arn:aws:rds-db:us-east-1:${account}:dbuser:${path}`
const role = (Resource: string | string[], Action: string | string[] = 'rds-db:connect') => [
  sampleRole('app', [{ Effect: 'Allow', Action, Resource }]),
]
const scanned = (...users: Parameters<typeof sampleScan>[1]) => [sampleScan(orders, users)]
const statementsOf = (plan: FixPlan | undefined) =>
  plan?.kind === 'replaceDocument' ? JSON.parse(plan.after).Statement : plan?.kind
const stepsOf = (plan: FixPlan | undefined) => (plan?.kind === 'byHand' ? plan.steps : [])

describe('a policy with entries that can be put right and others that cannot', () => {
  it('is two findings, each ended by its own fix', () => {
    const cast = role([arn('orders-prod/app'), arn('nowhere/app')])
    const [known, unknown, ...more] = findingsOf('name-instead-of-id', { cast })
    expect(more).toEqual([])
    expect(statementsOf(known?.fixes[0]?.plan)[0].Resource).toEqual([
      arn('db-ORDERS/app'),
      arn('nowhere/app'),
    ])
    expect(unknown?.fixes.map(({ plan }) => plan.kind)).toEqual(['byHand', 'replaceDocument'])
  })
})

describe('what stands beside a mistake', () => {
  const describeInstances = 'rds:DescribeDBInstances'

  it.each<[string, string[], string[], object]>([
    [
      'the right entry',
      [orders.arn, arn('db-ORDERS/app')],
      ['rds-db:connect'],
      { Resource: [arn('db-ORDERS/app')] },
    ],
    [
      'an action of rds',
      [orders.arn],
      ['rds-db:connect', describeInstances],
      { Action: [describeInstances] },
    ],
    [
      'the right action',
      [arn('db-ORDERS/app')],
      ['rds:connect', 'rds-db:connect'],
      { Action: ['rds-db:connect'] },
    ],
  ])('stays when rds: is taken out: %s', (_, resources, actions, left) => {
    const [finding] = findingsOf('rds-instead-of-rds-db', { cast: role(resources, actions) })
    const removal = finding?.fixes.find(({ id }) => id === 'remove')
    expect(statementsOf(removal?.plan)).toMatchObject([left])
  })
})

describe('a repair that would open more than one user of one target', () => {
  it.each([
    ['every target', arn('*/app', '999900001111'), 'other-account'],
    ['every user', arn('orders-prod/*'), 'name-instead-of-id'],
    ['both, in another spelling', 'arn:aws:rds-db:*:*:dbuser/*/*', 'misspelled-resource'],
  ])('is told and left to a person: %s', (_, resource, rule) => {
    const [finding] = findingsOf(rule, { cast: role(resource) })
    expect(finding?.fixes[0]).toMatchObject({ opensAccess: true, plan: { kind: 'byHand' } })
    expect(stepsOf(finding?.fixes[0]?.plan)[0]).toMatch(/^If so much is meant, write arn:aws:rds-db:.*\.$/)
  })

  it('is written where it denies', () => {
    const cast = [
      sampleRole('app', [
        allow('app'),
        { Effect: 'Deny', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:*:*:dbuser/*/*' },
      ]),
    ]
    const [finding] = findingsOf('misspelled-resource', { cast })
    expect(finding?.sentence).toContain('its Deny denies nothing there')
    expect(finding?.fixes[0]).toMatchObject({
      label: 'Correct the spelling',
      effect: { added: 0, removed: 1 },
    })
  })
})

describe('an entry with several mistakes', () => {
  it('is one finding that tells them all, and one fix that mends them all', () => {
    const wrong = `arn:aws:rds-db:${ACCOUNT}:eu-west-1:dbuser/orders-prod/ app`
    const cast = role(wrong)
    const [finding, ...more] = findAll(compileAccess(sampleInventory({ cast })), { now: NOW })
    expect(more).toEqual([])
    expect(finding).toMatchObject({
      rule: 'misspelled-resource',
      fixes: [{ label: 'Correct the entry' }, {}],
    })
    expect(statementsOf(finding?.fixes[0]?.plan)[0].Resource).toBe(arn('db-ORDERS/app'))
    const also = finding?.evidence.facts.filter(({ label }) => label === 'Also wrong')
    expect(also?.map(({ value }) => value)).toEqual([
      `${ACCOUNT}:eu-west-1, for eu-west-1:${ACCOUNT}`,
      'the name orders-prod, for db-ORDERS',
      'eu-west-1, for the Region us-east-1',
      '“ app”, for app',
    ])
  })
})

describe('the order of fixes', () => {
  it('begins with what keeps something in use at work', () => {
    const cast = [sampleRole('app', [allow('legacy')])]
    const [used] = findingsOf('user-not-iam-ready', { cast, scans: scanned(passwordUser('legacy')) })
    expect(used?.fixes.map(({ id }) => id)).toEqual(['grant', 'remove'])
    const [master] = findingsOf('user-not-iam-ready', {
      cast: [sampleRole('app', [allow('postgres')])],
      scans: scanned(passwordUser('postgres')),
    })
    expect(master?.fixes.map(({ id }) => id)).toEqual(['remove'])
    const guarded = [sampleRole('app', [allow('app'), deny('app', orders, MFA)])]
    const [guard] = findingsOf('condition-on-deny', { cast: guarded })
    expect(guard?.fixes.map(({ id }) => id)).toEqual(['apart', 'unconditional', 'remove'])
  })
})

describe('a fix that leaves nothing of a policy', () => {
  it('is called the deletion that it is', () => {
    const [finding] = findingsOf('name-instead-of-id', { cast: role(arn('nowhere/app')) })
    expect(finding?.fixes.at(-1)).toMatchObject({
      label: 'Delete the policy',
      plan: { kind: 'deletePolicy' },
    })
  })
})

describe('a fix that opens a pattern', () => {
  it('tells the names that it will let in, whether the database was read or not', () => {
    const cast = role(arn('orders-prod/dev_*'))
    const [unread] = findingsOf('name-instead-of-id', { cast })
    expect(unread?.fixes[0]).toMatchObject({ opensAccess: true, effect: { added: 1 } })
    const [read] = findingsOf('name-instead-of-id', { cast, scans: scanned(databaseUser('dev_ana')) })
    expect(read?.fixes[0]).toMatchObject({ opensAccess: true, effect: { added: 2 } })
  })
})

describe('a wildcard over targets', () => {
  it('weighs more where it is one over users too', () => {
    const severity = (pattern: string) => findingsOf('wildcard-target', { cast: role(pattern) })[0]?.severity
    expect([severity(arn('*/app')), severity(arn('*/*')), severity('*')]).toEqual(['medium', 'high', 'high'])
  })
})

describe('a name with a wildcard in it', () => {
  it('is granted alone once its capitals are put right', () => {
    const [finding] = findingsOf('case-mismatched-user', {
      cast: [sampleRole('app', [allow(`A\${*}`)])],
      scans: scanned(databaseUser('a*')),
    })
    expect(statementsOf(finding?.fixes[0]?.plan)[0].Resource).toBe(connectArn(orders, `a\${*}`))
  })
})

describe('SQL that a finding tells', () => {
  it.each([
    [['rds_iam', 'postgres'], 'REVOKE rds_iam FROM postgres;'],
    [['rds_iam', 'team', 'postgres'], 'REVOKE team FROM postgres;'],
    [['rds_iam', 'company', 'Team A', 'postgres'], 'REVOKE "Team A" FROM postgres;'],
  ])('takes rds_iam from where the user has it: %s', (grantPath, sql) => {
    const scans = scanned(databaseUser('postgres', { grantPath }))
    const [finding] = findingsOf('master-user-iam-ready', { scans })
    expect(stepsOf(finding?.fixes[0]?.plan)).toContain(sql)
  })

  it('is of the engine that the database runs', () => {
    const target = sampleTarget({ engine: 'mysql', family: 'mysql', masterUsername: 'admin' })
    const scans = [
      sampleScan(
        target,
        ['admin', 'old'].map(name => databaseUser(name, { grantPath: [] })),
      ),
    ]
    const [master] = findingsOf('master-user-iam-ready', { targets: [target], scans })
    expect(master?.sentence).toContain('admin, the master user of orders-prod, is on the IAM plugin.')
    expect(stepsOf(master?.fixes[0]?.plan)).toContain("ALTER USER 'admin'@'%' IDENTIFIED BY '<password>';")
    const [unused] = findingsOf('user-nobody-reaches', { targets: [target], scans })
    expect(stepsOf(unused?.fixes[0]?.plan)).toContain("ALTER USER 'old'@'%' ACCOUNT LOCK;")
    expect(JSON.stringify([master, unused])).not.toMatch(/rds_iam|REVOKE|ROLE/)
  })

  it('lets a role log in that may not, and warns of passwords only where there is one', () => {
    const steps = (user: ReturnType<typeof databaseUser>) => {
      const cast = [sampleRole('app', [allow('app')])]
      const [finding] = findingsOf('user-not-iam-ready', { cast, scans: scanned(user) })
      return stepsOf(finding?.fixes.find(({ id }) => id === 'grant')?.plan)
    }
    expect(steps(databaseUser('app', { signIn: 'noLogin' }))).toEqual([
      'ALTER ROLE app WITH LOGIN;',
      'GRANT rds_iam TO app;',
    ])
    expect(steps(passwordUser('app'))).toEqual(['GRANT rds_iam TO app;', expect.stringContaining('password')])
  })
})

describe('what makes a user ready', () => {
  const target = sampleTarget({ family: 'mysql', masterUsername: 'admin' })
  const fixesOf = (...users: ReturnType<typeof databaseUser>[]) => {
    const cast = [sampleRole('app', [allow('app')])]
    const scans = [sampleScan(target, users)]
    const [finding] = findingsOf('user-not-iam-ready', { targets: [target], cast, scans })
    return {
      sentence: finding?.sentence,
      steps: stepsOf(finding?.fixes.find(({ id }) => id === 'grant')?.plan),
    }
  }

  it('is said of every row that decides for somebody', () => {
    const { steps } = fixesOf(
      { ...passwordUser('app'), host: '%' },
      { ...passwordUser('app'), host: '10.%' },
      { ...passwordUser('app'), host: 'localhost' },
    )
    expect(steps.filter(step => step.includes('IDENTIFIED WITH'))).toEqual([
      expect.stringContaining("ALTER USER 'app'@'10.%'"),
      expect.stringContaining("ALTER USER 'app'@'%'"),
    ])
  })

  it('is a row for every other host where there is one of the server itself alone', () => {
    const { sentence, steps } = fixesOf({ ...databaseUser('app'), host: 'localhost' })
    expect(sentence).toContain('Signs in on the server itself only (localhost)')
    expect(steps[0]).toMatch(/^CREATE USER 'app'@'%' IDENTIFIED WITH/)
  })

  it('is not offered of whoever would take others their passwords, or is of Kerberos', () => {
    const kerberos = databaseUser('app', {
      iamReady: false,
      signIn: 'kerberos',
      reason: 'signs in by Kerberos',
    })
    expect(fixesOf(kerberos).steps).toEqual([])
  })
})

describe('an ARN that leaves a part out', () => {
  it('is told in words', () => {
    const without = (pattern: string, rule: string) => findingsOf(rule, { cast: role(pattern) })[0]?.sentence
    expect(without(`arn:aws:rds-db::${ACCOUNT}:dbuser:db-ORDERS/app`, 'other-region')).toContain(
      'in no Region',
    )
    expect(without('arn:aws:rds-db:us-east-1::dbuser:db-ORDERS/app', 'other-account')).toContain(
      'names no account',
    )
  })
})
