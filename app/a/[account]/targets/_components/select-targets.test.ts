import { describe, expect, it } from 'vitest'
import type { Part } from '@/lib/access/model/part'
import { readAtOnce } from '@/lib/access/reading/region-reading'
import { parseTargetQuery, targetQuery } from '../search-params'
import { matches, selectTargets } from './select-targets'
import type { TargetRow } from './target-row'
import { targetsCsv } from './targets-csv'

function row(name: string, facts: Partial<TargetRow> = {}): TargetRow {
  return {
    kind: 'instance',
    name,
    resourceId: `db-${name.toUpperCase()}`,
    arn: `arn:aws:rds:us-east-1:111122223333:db:${name}`,
    partition: 'aws',
    region: 'us-east-1',
    accountId: '111122223333',
    engine: 'postgres',
    engineVersion: '16.4',
    family: 'postgres',
    engineLabel: 'PostgreSQL 16.4',
    status: 'available',
    endpoint: { host: `${name}.abc.us-east-1.rds.amazonaws.com`, port: 5432 },
    otherEndpoints: [],
    iamAuth: { state: 'on', accepted: true, reason: null },
    iamSupport: 'yes',
    pendingChanges: [],
    maintenanceWindow: null,
    instanceClass: 'db.r6g.large',
    multiAz: false,
    masterUsername: 'postgres',
    databaseName: null,
    tlsEnforced: true,
    certificateAuthority: null,
    parameterGroup: null,
    publiclyAccessible: false,
    kerberosEnabled: false,
    backupRetentionDays: 7,
    tags: {},
    members: [],
    replicaOf: null,
    proxy: null,
    users: { iamUsers: null, databaseUsers: null },
    summary: { iamUsers: null, databaseUsers: null, canConnect: 0, conditional: 0, dormant: 0 },
    findings: null,
    keptFrom: null,
    ...facts,
  }
}

const AT = '2026-11-23T14:02:11.000Z'
const READ = { state: 'read', at: AT } as const
const region = (name: string, part: Part = READ) => ({
  region: name,
  targetCount: 0,
  parts: { ...readAtOnce(AT), instances: part, clusters: part, proxies: part },
})
const CAVEAT = { message: 'It failed.', answer: null, missingAction: null, at: AT }

const names = (rows: TargetRow[]) => rows.map(item => item.name)
const query = (params: Record<string, string | string[]>) => parseTargetQuery(params)

describe('selectTargets', () => {
  const rows = [
    row('orders', { summary: { iamUsers: 3, databaseUsers: 4, canConnect: 9, conditional: 0, dormant: 0 } }),
    row('billing', { family: 'mysql', iamAuth: { state: 'off', accepted: false, reason: null } }),
    row('legacy', { region: 'eu-west-1', tlsEnforced: null, tags: { Environment: 'Staging' } }),
    row('analytics', {
      kind: 'auroraCluster',
      iamAuth: { state: 'scheduledOn', accepted: false, reason: null },
      members: [
        {
          name: 'writer-1',
          resourceId: 'db-W',
          role: 'writer',
          instanceClass: 'x',
          status: 'available',
          endpoint: null,
        },
      ],
    }),
  ]
  it('finds by name, id, endpoint and cluster member', () => {
    expect(names(selectTargets(rows, query({ q: 'ORD' })))).toEqual(['orders'])
    expect(names(selectTargets(rows, query({ q: 'db-billing' })))).toEqual(['billing'])
    expect(names(selectTargets(rows, query({ q: 'writer-1' })))).toEqual(['analytics'])
    expect(names(selectTargets(rows, query({ q: 'db-w' })))).toEqual(['analytics'])
    const reader = { kind: 'reader' as const, host: 'a.cluster-ro-1.rds.amazonaws.com', port: 5432 }
    const withReader = rows.map(each =>
      each.name === 'analytics' ? { ...each, otherEndpoints: [reader] } : each,
    )
    expect(names(selectTargets(withReader, query({ q: 'cluster-ro' })))).toEqual(['analytics'])
  })
  it('combines filters, and never counts what was not read as enforced or optional', () => {
    expect(names(selectTargets(rows, query({ iam: ['off', 'pending'] })))).toEqual(['analytics', 'billing'])
    expect(names(selectTargets(rows, query({ engine: 'postgres', tls: 'enforced' })))).toEqual([
      'analytics',
      'orders',
    ])
    expect(names(selectTargets(rows, query({ tls: 'optional' })))).toEqual([])
    expect(names(selectTargets(rows, query({ env: 'staging' })))).toEqual(['legacy'])
  })
  it('sorts numbers from the largest and words from A, either way on request', () => {
    expect(names(selectTargets(rows, query({})))[0]).toBe('analytics')
    expect(names(selectTargets(rows, query({ sort: 'connect' })))[0]).toBe('orders')
    expect(names(selectTargets(rows, query({ sort: 'connect', dir: 'asc' })))[0]).toBe('analytics')
    expect(names(selectTargets(rows, query({ sort: 'name', dir: 'desc' })))[0]).toBe('orders')
  })
  it('counts a filter without itself', () => {
    const only = query({ iam: 'off' })
    expect(rows.filter(item => matches(item, only, 'iam'))).toHaveLength(4)
  })
})

describe('the address', () => {
  it('passes over what it cannot mean', () => {
    expect(query({ sort: 'nonsense', iam: ['maybe', 'on'], dir: 'up', q: ['a', 'b'] })).toMatchObject({
      sort: 'name',
      iam: ['on'],
      dir: null,
      q: 'a',
    })
  })
  it('survives the way there and back', () => {
    const there = query({
      q: 'x',
      region: ['a', 'b'],
      iam: 'on',
      sort: 'connect',
      dir: 'asc',
      open: 'cluster-1',
    })
    const back = Object.fromEntries(Object.entries(targetQuery(there)).filter(([, value]) => value !== null))
    expect(query(back as Record<string, string | string[]>)).toEqual(there)
  })
})

it('stands by the worst finding: one critical before any number of lesser ones, not looked for last', () => {
  const found = (critical: number, high: number, medium: number, low: number) => ({
    findings: { critical, high, medium, low },
  })
  const rows = [
    row('unknown'),
    row('clean', found(0, 0, 0, 0)),
    row('many-low', found(0, 0, 0, 12)),
    row('two-high', found(0, 2, 0, 0)),
    row('one-critical', found(1, 0, 0, 0)),
    row('high-and-low', found(0, 2, 0, 1)),
  ]
  expect(names(selectTargets(rows, query({ sort: 'findings' })))).toEqual([
    'one-critical',
    'high-and-low',
    'two-high',
    'many-low',
    'clean',
    'unknown',
  ])
})

it('the CSV says on every line what was not read: no count of 0 is taken for an answer', () => {
  const readAt = '2026-11-23T14:02:11.000Z'
  const caveat = { scope: 'iam', message: '', answer: null, missingAction: null, at: readAt } as const
  const unread = ['IAM', 'eu-west-1'].map(subject => ({ ...caveat, id: subject, subject }))
  const judged = { ...caveat, scope: 'guardrails', id: 'judged-guardrails', subject: 'guardrails' } as const
  const caveats = [...unread, judged]
  const [head, line] = targetsCsv([row('orders', {})], {
    ...{ readAt, caveats, asFarAsRead: true },
    ...{ iam: READ, regions: [region('us-east-1')] },
  }).split('\r\n')
  expect(head?.endsWith(',read at,not read')).toBe(true)
  expect(line?.endsWith(`,${readAt},"IAM; eu-west-1"`)).toBe(true)
  expect(line).toContain(',As far as read: organisation policies are unread.,')
})

describe('the CSV of what was not wholly read', () => {
  const lost = { ...CAVEAT, id: 'region:eu-west-1', scope: 'region', subject: 'eu-west-1' } as const
  const facts = { readAt: AT, caveats: [], asFarAsRead: false, iam: READ, regions: [region('us-east-1')] }
  const lines = (rows: TargetRow[], more: object) =>
    targetsCsv(rows, { ...facts, ...more })
      .trim()
      .split('\r\n')
      .slice(1)

  it('without IAM counts nobody: not evaluated stands in every column that rests on it', () => {
    const iam = { state: 'refused', why: CAVEAT } as const
    const [line] = lines([row('orders', { summary: null })], { iam })
    expect(line).toContain('not read,not read,not evaluated,not evaluated,not evaluated,not evaluated')
    expect(line).not.toMatch(/,0,/)
  })

  it('a Region that is missing is a line, in a file that is empty but for it too', () => {
    const failed = region('eu-west-1', { state: 'failed', why: CAVEAT })
    expect(lines([], { caveats: [lost], regions: [failed] })).toEqual([
      `eu-west-1,not read,,,,,,,,,,,,,,,,${AT},It failed.`,
    ])
    const kept = region('eu-west-1', { state: 'kept', at: AT, why: CAVEAT })
    expect(lines([], { caveats: [lost], regions: [kept] })).toEqual([
      `eu-west-1,shown as before,,,,,,,,,,,,,,,,${AT},It failed.`,
    ])
  })

  it('dates every line by its own Region, a kept one by the day it is from', () => {
    const before = '2026-11-22T09:00:00.000Z'
    const kept = region('eu-west-1', { state: 'kept', at: before, why: CAVEAT })
    const regions = [region('us-east-1'), kept]
    const rows = [row('a'), row('b', { region: 'eu-west-1' })]
    expect(lines(rows, { regions, readAt: before }).map(line => line.split(',').at(-2))).toEqual([AT, before])
  })
})
