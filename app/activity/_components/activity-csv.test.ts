import { expect, it } from 'vitest'
import { activityCsv } from './activity-csv'
import type { ActivityRecord } from './activity-words'

const record: ActivityRecord = {
  id: 7,
  at: '2026-11-23T14:00:00.000Z',
  actor: 'mira',
  action: 'grantAccess',
  accountId: '111122223333',
  target: null,
  targetRegion: null,
  resourceId: null,
  databaseUser: null,
  principal: null,
  reason: '',
  outcome: 'done',
  callerArn: '',
  awsCalls: [],
  before: null,
  after: null,
  detail: '',
  changes: [],
  hash: 'h',
  previousHash: 'p',
  seal: null,
}

it('says in its last columns what wrote each entry; what stood before them stays where it was', () => {
  const mended = { kind: 'job' as const, name: 'mending changes' }
  const [header = '', older, person, told, sealed] = activityCsv([
    record,
    { ...record, actorKind: 'person' },
    { ...record, actorKind: 'person', recordedBy: mended },
    { ...record, actor: 'gatehouse', action: 'sealLog' },
  ])
    .replace(/^\uFEFF/, '')
    .split('\r\n')
  expect(header.split(',').indexOf('seal')).toBe(18)
  expect(header).toMatch(/,seal,kind,recorded by,change$/)
  for (const line of [older, person]) expect(line).toMatch(/,person,,$/)
  expect(told).toMatch(/,person,"Gatehouse, mending changes",$/)
  expect(sealed).toMatch(/,job,,$/)
})

it('names in its last column the change that an entry is a part of', () => {
  const [, alone, part] = activityCsv([record, { ...record, after: { together: 'c-1' } }]).split('\r\n')
  expect(alone).toMatch(/,$/)
  expect(part).toMatch(/,c-1$/)
})
