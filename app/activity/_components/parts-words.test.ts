import { describe, expect, it } from 'vitest'
import { didTogether, lastOfEachPart, outcomeTogether, partsWords, toTogether } from './parts-words'

type Part = Parameters<typeof lastOfEachPart>[0][number]

const part = (id: number, change: Partial<Part> = {}): Part => ({
  id,
  at: '2026-11-18T14:02:11.000Z',
  hash: '',
  previousHash: '',
  seal: null,
  actor: 'mira',
  action: 'turnOffIamAuth',
  accountId: '111122223333',
  target: `db-${id}`,
  targetRegion: 'us-east-1',
  resourceId: `db-${id}`,
  databaseUser: null,
  principal: null,
  reason: '',
  outcome: 'done',
  callerArn: '',
  awsCalls: [],
  before: null,
  after: { together: 'one' },
  detail: '',
  changes: [],
  ...change,
})

describe('a change of several parts', () => {
  it('is told by the last entry of each target once it was resumed', () => {
    const resumed = [part(9, { resourceId: 'db-2' }), part(3), part(2, { outcome: 'failed' })]
    const parts = lastOfEachPart(resumed)
    expect(parts.map(({ id }) => id)).toEqual([9, 3])
    expect(partsWords(parts)).toBe('2 parts')
    expect(outcomeTogether(parts)).toBe('done')
  })

  it('keeps every entry of what is never tried again', () => {
    const fixes = [
      part(2, { action: 'fixFinding', resourceId: null }),
      part(1, { action: 'fixFinding', resourceId: null }),
    ]
    expect(lastOfEachPart(fixes)).toHaveLength(2)
  })

  it('is never done while a part is not', () => {
    const parts = [part(3), part(2, { outcome: 'failed' })]
    expect(outcomeTogether(parts)).toBe('partial')
    expect(partsWords(parts)).toBe('2 parts, 1 done')
    expect(outcomeTogether([part(2, { outcome: 'failed' })])).toBe('failed')
    expect(outcomeTogether([part(3), part(2, { outcome: 'running' })])).toBe('running')
    expect(outcomeTogether([part(3, { outcome: 'running' }), part(2, { outcome: 'intended' })])).toBe(
      'intended',
    )
  })

  it('says what was done, to what', () => {
    const parts = [part(4), part(3), part(2), part(1, { outcome: 'failed' })]
    expect(didTogether(parts)).toBe('turned off IAM authentication')
    expect(didTogether([part(1, { outcome: 'failed' })])).toBe('tried to turn off IAM authentication')
    expect(toTogether(parts)).toBe('db-4, db-3 and 2 more')
    expect(toTogether(parts.slice(0, 2))).toBe('db-4 and db-3')
  })
})
