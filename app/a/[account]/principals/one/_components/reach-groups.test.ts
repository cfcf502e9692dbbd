import { describe, expect, it } from 'vitest'
import type { ReachRow } from '@/lib/access/reach/reach'
import { groupReach } from './reach-groups'

const row = (name: string, databaseUser: string, policy: string | null): ReachRow => ({
  target: {
    name,
    resourceId: `db-${name}`,
    region: 'us-east-1',
    kind: 'instance',
    engineLabel: 'PostgreSQL 16.4',
  },
  databaseUser,
  anyUser: false,
  asFarAsRead: false,
  verdict: 'canConnect',
  hint: null,
  note: null,
  decidedBy: policy ? { policyName: policy, policyId: `arn:${policy}`, statement: 1 } : null,
})

const rows = [row('orders', 'app', 'base'), row('orders', 'etl', 'base'), row('billing', 'app', null)]
const shape = (by: Parameters<typeof groupReach>[1]) =>
  groupReach(rows, by).map(group => `${group.title} ${group.rows.length}`)

describe('one reach, three ways', () => {
  it('never loses a row', () => {
    expect(shape('target')).toEqual(['orders 2', 'billing 1'])
    expect(shape('user')).toEqual(['app 2', 'etl 1'])
    expect(shape('policy')).toEqual(['base 2', 'No statement 1'])
  })
})
