import { describe, expect, it } from 'vitest'
import type { Target } from '@/lib/access/model/target'
import {
  ACCOUNT,
  allow,
  databaseUser,
  EVERYTHING,
  passwordUser,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { findingsOf } from './testing/sample-findings'

const orders = sampleTarget()
const read = (target: Target, ...names: string[]) =>
  sampleScan(
    target,
    names.map(name => databaseUser(name)),
  )

describe('switches', () => {
  const off = sampleTarget({
    ...switchedOff,
    name: 'billing',
    resourceId: 'db-BILLING',
    tags: { env: 'prod' },
  })

  it('counts whoever wakes up, administrators included', () => {
    const cast = [sampleRole('app', [allow('app', off)]), sampleRole('admin', [EVERYTHING])]
    const [finding] = findingsOf('dormant-grants', { targets: [off], cast })
    expect(finding?.affected.map(({ principalLabel }) => principalLabel)).toEqual(['role/app'])
    expect(finding?.fixes[0]).toMatchObject({
      plan: { kind: 'switchOn', resourceId: 'db-BILLING' },
      effect: { added: 3, removed: 0, changed: 0 },
    })
  })

  it('promises that sleeping grants wake up only where the switch is known to be there', () => {
    const sentences = (['yes', 'no', 'unknown'] as const).map(iamSupport => {
      const target = { ...off, iamSupport }
      const cast = [sampleRole('app', [allow('app', target)])]
      return findingsOf('dormant-grants', { targets: [target], cast })[0]?.sentence
    })
    expect(sentences).toEqual([
      expect.stringMatching(/connect; the grants come alive as soon as it is on\.$/),
      expect.stringMatching(/the grants come alive where an engine version or class/),
      expect.stringMatching(/whether it can be turned on here is not known/),
    ])
  })

  it('asks for a custom before it speaks of a departure', () => {
    const on = (name: string) => sampleTarget({ name, resourceId: `db-${name}`, tags: { env: 'prod' } })
    expect(findingsOf('switch-off-among-peers', { targets: [off, on('A')] })).toEqual([])
    expect(findingsOf('switch-off-among-peers', { targets: [off, on('A'), on('B')] })).toHaveLength(1)
  })
})

describe('proxies', () => {
  const proxy = (databaseAuth: 'iam' | 'secret') =>
    sampleTarget({
      kind: 'proxy',
      name: 'gate',
      resourceId: 'prx-1',
      iamAuth: { state: 'viaProxy', accepted: true, reason: null },
      proxy: {
        clientAuth: 'required',
        requireTls: true,
        databaseAuth,
        roleArn: `arn:aws:iam::${ACCOUNT}:role/proxy`,
        targets: [{ name: orders.name, resourceId: orders.resourceId, health: 'AVAILABLE' }],
      },
    })
  const client = (target: Target) => sampleRole('client', [allow('app', target)])

  it('asks whether the proxy’s own role may sign in behind it', () => {
    const targets = [orders, proxy('iam')]
    const cast = (statements: object[]) => [client(proxy('iam')), sampleRole('proxy', statements)]
    expect(findingsOf('proxy-role-cannot-connect', { targets, cast: cast([]) })).toHaveLength(1)
    expect(findingsOf('proxy-role-cannot-connect', { targets, cast: cast([allow('app')]) })).toEqual([])
  })

  it('names behind a wildcard those users of today that the proxy can sign in as', () => {
    const targets = [orders, proxy('secret')]
    const cast = [sampleRole('client', [allow('*', proxy('secret'))])]
    const scans = [
      sampleScan(orders, [databaseUser('app'), passwordUser('legacy'), passwordUser('postgres')]),
    ]
    const [finding] = findingsOf('wildcard-user', { targets, cast, scans })
    const plan = finding?.fixes[0]?.plan
    expect(plan?.kind === 'replaceDocument' ? plan.after : '').toContain('prx-1/legacy"')
    expect(JSON.stringify(plan)).not.toMatch(/prx-1\/(app|postgres)"/)
  })

  it('knows that a user behind a secret must take a password', () => {
    const targets = [orders, proxy('secret')]
    const cast = [client(proxy('secret'))]
    expect(
      findingsOf('proxy-user-holds-rds-iam', { targets, cast, scans: [read(orders, 'app')] }),
    ).toHaveLength(1)
    expect(
      findingsOf('proxy-user-holds-rds-iam', {
        targets,
        cast,
        scans: [sampleScan(orders, [passwordUser('app')])],
      }),
    ).toEqual([])
  })

  it('tells who is granted on one side only', () => {
    const targets = [orders, proxy('secret')]
    const both = sampleRole('both', [allow('app'), allow('app', proxy('secret'))])
    expect(findingsOf('proxy-grants-one-sided', { targets, cast: [both] })).toEqual([])
    const [finding] = findingsOf('proxy-grants-one-sided', { targets, cast: [both, client(orders)] })
    expect(finding?.affected).toMatchObject([{ principalLabel: 'role/client', resourceId: 'prx-1' }])
  })
})

describe('dates', () => {
  const until = (date: string) => [
    sampleRole('app', [allow('app', orders, { DateLessThan: { 'aws:CurrentTime': date } })]),
  ]

  it.each([
    ['2026-11-22T00:00:00Z', 'grant-ended', 1],
    ['2026-11-22T00:00:00Z', 'grant-ends-soon', 0],
    ['2026-12-05T00:00:00Z', 'grant-ended', 0],
    ['2026-12-05T00:00:00Z', 'grant-ends-soon', 1],
    ['2027-11-22T00:00:00Z', 'grant-ends-soon', 0],
    ['not a date', 'grant-ended', 0],
  ])('%s: %s %i', (date, rule, count) => {
    expect(findingsOf(rule, { cast: until(date) })).toHaveLength(count)
  })

  it('counts the days in the title', () => {
    expect(findingsOf('grant-ends-soon', { cast: until('2026-12-05T12:00:00Z') })[0]?.title).toBe(
      'Grant ends in 12 days',
    )
  })
})
