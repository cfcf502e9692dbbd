import { beforeEach, describe, expect, it } from 'vitest'
import { ownRecords } from '@/lib/records/testing/own-records'
import { appendAudit } from './audit'
import { loadActs } from './finding-acts'
import { loadFirstSeen, loadSpans, recordSeen, type SeenFindings } from './finding-spans'
import { records } from './pool'

ownRecords()

const ACCOUNT = '111122223333'
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 14, minute)).toISOString()
const EAST = ['us-east-1']
const BOTH = ['eu-west-1', 'us-east-1']

beforeEach(async () => {
  await (await records()).query('delete from gatehouse.finding_spans')
})

const saw = (minute: number, findingIds: string[], more: Partial<SeenFindings> = {}) =>
  recordSeen({
    accountId: ACCOUNT,
    at: at(minute),
    findingIds,
    rules: ['tls', 'wild'],
    regions: EAST,
    unread: [],
    ...more,
  })
const spans = async (findingId: string) =>
  (await loadSpans(ACCOUNT, findingId)).map(({ from, goneAt }) => [from, goneAt])

describe('the spans of a finding', () => {
  it('begin, last, end and begin again; the first day stays', async () => {
    await saw(1, ['tls:a'])
    await saw(2, ['tls:a'])
    await saw(3, [])
    await saw(4, [])
    await saw(5, ['tls:a'])
    expect(await spans('tls:a')).toEqual([
      [at(1), at(3)],
      [at(5), null],
    ])
    expect(await loadFirstSeen(ACCOUNT)).toEqual(new Map([['tls:a', at(1)]]))
  })

  it('do not end where a Region was not read, or is not asked any more, until it is read again', async () => {
    await saw(1, ['tls:a'], { regions: BOTH })
    await saw(2, [], { regions: EAST })
    expect(await spans('tls:a')).toEqual([[at(1), null]])
    await saw(3, [], { regions: BOTH })
    expect(await spans('tls:a')).toEqual([[at(1), at(3)]])
  })

  it('do not end where something is newly unread', async () => {
    await saw(1, ['wild:a'])
    await saw(2, [], { unread: ['iam'] })
    expect(await spans('wild:a')).toEqual([[at(1), null]])
  })

  it('end in spite of what was already unread when they were last seen', async () => {
    await saw(1, ['wild:a'], { unread: ['policy:eng', 'scans'] })
    await saw(2, ['wild:a'], { unread: ['policy:eng'] })
    await saw(3, [], { unread: ['policy:eng', 'scans'] })
    expect(await spans('wild:a')).toEqual([[at(1), null]])
    await saw(4, [], { unread: ['policy:eng'] })
    expect(await spans('wild:a')).toEqual([[at(1), at(4)]])
  })

  it('do not end where the rule stopped or is not known to this release', async () => {
    await saw(1, ['tls:a', 'wild:a'])
    await saw(2, [], { rules: ['tls'] })
    expect(await spans('tls:a')).toEqual([[at(1), at(2)]])
    expect(await spans('wild:a')).toEqual([[at(1), null]])
  })

  it('heed no reading that is older than what is known', async () => {
    await saw(5, ['tls:a'])
    await saw(3, [])
    expect(await spans('tls:a')).toEqual([[at(5), null]])
    await saw(6, [])
    await saw(4, ['tls:a'])
    expect(await spans('tls:a')).toEqual([[at(5), at(6)]])
  })

  it('are one, however many servers saw it at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, server) => saw(1 + (server % 3), ['tls:a', 'wild:a'])))
    expect(await spans('tls:a')).toHaveLength(1)
  })

  it('belong to one account, and hold names that PostgreSQL cannot', async () => {
    await saw(1, ['tls:a', 'wild:nul \0 half \ud83d'])
    await saw(2, [], { accountId: '444455556666' })
    expect(await spans('tls:a')).toEqual([[at(1), null]])
    expect(await spans('wild:nul \0 half \ud83d')).toEqual([[at(1), null]])
  })
})

describe('what people did about a finding', () => {
  const entry = {
    actor: 'mira',
    accountId: ACCOUNT as string | null,
    target: null,
    targetRegion: null,
    resourceId: null,
    databaseUser: null,
    principal: null,
    reason: 'CHG-1',
    outcome: 'done' as const,
    callerArn: `arn:aws:sts::${ACCOUNT}:assumed-role/gatehouse/x`,
    awsCalls: [],
    detail: 'Changed.',
    changes: [],
  }

  it('is read from the audit log, of this finding and this account alone', async () => {
    const accepted = { findingId: 'tls:a', severity: 'medium', until: at(59) }
    await appendAudit({ ...entry, action: 'suppressFinding', before: null, after: accepted })
    await appendAudit({
      ...entry,
      action: 'suppressFinding',
      before: null,
      after: { ...accepted, until: null },
    })
    // From before entries named their account.
    const older = { ...entry, accountId: null }
    await appendAudit({ ...older, action: 'fixFinding', before: { findingId: 'tls:a' }, after: { fix: 'x' } })
    await appendAudit({ ...entry, action: 'fixFinding', before: { findingId: 'tls:b' }, after: { fix: 'x' } })
    await appendAudit({ ...entry, action: 'scanDatabase', before: null, after: accepted })
    const elsewhere = 'arn:aws:sts::444455556666:assumed-role/gatehouse/x'
    await appendAudit({
      ...entry,
      callerArn: elsewhere,
      accountId: '444455556666',
      action: 'fixFinding',
      before: { findingId: 'tls:a' },
      after: null,
    })
    expect(await loadActs(ACCOUNT, 'tls:a')).toMatchObject([
      { kind: 'accepted', by: 'mira', reason: 'CHG-1', until: at(59), auditId: '1' },
      { kind: 'openedAgain', auditId: '2' },
      { kind: 'fixApplied', outcome: 'done', detail: 'Changed.', auditId: '3' },
    ])
  })
})
