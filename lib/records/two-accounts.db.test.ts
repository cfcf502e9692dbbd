import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountsInLog } from './accounts-in-log'
import { appendAudit, getAudit, listAudit, verifyAudit } from './audit'
import type { AuditEntry } from './audit-entry'
import { loadActs } from './finding-acts'
import { loadFirstSeen, loadSpans, recordSeen } from './finding-spans'
import {
  closeChange,
  entriesAbout,
  openChange,
  openChanges,
  outcomeOf,
  recordedSteps,
  recordStep,
} from './journal'
import { loadLastWrite } from './policy-writes'
import { closeRecords } from './pool'
import { loadScans, saveScan } from './scans'
import { loadAnswers, saveAnswers } from './simulator-answers'
import { loadSuppressions, recordSuppression } from './suppressions'

const NOW = new Date('2026-11-23T14:00:00.000Z')
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-two-accounts-'))

beforeAll(() => {
  chmodSync(folder, 0o711)
  delete process.env.DATABASE_URL
  process.env.GATEHOUSE_DATA_DIR = folder
})

/** Every test has two accounts of its own. */
let pairs = 0
let OWN: string
let OTHER: string
beforeEach(() => {
  pairs += 1
  OWN = `11112222000${pairs}`
  OTHER = `44445555000${pairs}`
})
afterAll(async () => {
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

/** Two accounts that are alike to the letter: names of targets, findings and policies say nothing of the account. */
function entry(accountId: string | null, change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    actor: 'mira',
    actorKind: 'person',
    action: 'fixFinding',
    accountId,
    target: 'orders-prod',
    targetRegion: 'us-east-1',
    resourceId: 'db-ORDERS',
    databaseUser: null,
    principal: 'role/oncall-sre',
    reason: 'CHG-1',
    outcome: 'done',
    callerArn: accountId ? `arn:aws:sts::${accountId}:assumed-role/gatehouse/x` : '',
    awsCalls: [],
    before: { findingId: 'tls:a' },
    after: { document: '{}', steps: [{ subject: 'oncall-db-access', title: 'CreatePolicyVersion' }] },
    detail: 'Fixed.',
    changes: [],
    ...change,
  }
}

describe('two accounts on one database of records', () => {
  it('have one chain, and each a log of its own beside what is of the server', async () => {
    const own = await appendAudit(entry(OWN))
    const signIn = await appendAudit(entry(null, { action: 'signIn' }))
    const other = await appendAudit(entry(OTHER))
    const ids = async (accountId: string | null) => {
      const page = await listAudit({ accountId, limit: 10 })
      expect(page.total).toBe(page.records.length)
      expect(page.perDay.reduce((sum, { count }) => sum + count, 0)).toBe(page.total)
      return page.records.map(({ id }) => id)
    }
    expect(await ids(OWN)).toEqual([signIn.id, own.id])
    expect(await ids(OTHER)).toEqual([other.id, signIn.id])
    expect(await ids(null)).toEqual([signIn.id])
    expect((await getAudit(OTHER, other.id))?.record.hash).toBe(other.hash)
    expect((await getAudit(OTHER, signIn.id))?.record.hash).toBe(signIn.hash)
    expect(await getAudit(OWN, other.id)).toBeNull()
    expect(await getAudit(null, other.id)).toBeNull()
    for (const filter of [{ search: 'orders' }, { resourceId: 'db-ORDERS' }, { actor: 'mira' }])
      expect((await listAudit({ ...filter, accountId: OTHER, action: 'fixFinding', limit: 10 })).total).toBe(
        1,
      )
    expect(await accountsInLog()).toEqual([OWN, OTHER])
    expect(await verifyAudit()).toMatchObject({ intact: true, entries: 3 })
  })

  it('have each its findings: when they were there, what people did, what is accepted', async () => {
    const seen = { at: NOW.toISOString(), regions: ['us-east-1'], unread: [], rules: ['tls'] }
    const until = new Date(NOW.getTime() + 86_400_000).toISOString()
    for (const accountId of [OWN, OTHER])
      await recordSeen({ ...seen, accountId, findingIds: ['tls:a'] } as Parameters<typeof recordSeen>[0])
    const later = new Date(NOW.getTime() + 60_000).toISOString()
    await recordSeen({ ...seen, at: later, accountId: OTHER, findingIds: [] } as never)
    expect((await loadSpans(OWN, 'tls:a'))[0]?.goneAt).toBeNull()
    expect((await loadSpans(OTHER, 'tls:a'))[0]?.goneAt).toBe(later)
    expect([...(await loadFirstSeen(OTHER)).keys()]).toEqual([])
    const accepted = { reason: 'known', acceptedBy: 'mira', until }
    await recordSuppression(OTHER, 'tls:a', accepted, entry(OTHER, { action: 'suppressFinding' }))
    expect((await loadSuppressions(OWN, NOW)).size).toBe(0)
    expect(await loadActs(OWN, 'tls:a')).toEqual([])
    expect(await loadActs(OTHER, 'tls:a')).toHaveLength(1)
    await recordSuppression(OWN, 'tls:a', null, entry(OWN, { action: 'suppressFinding' }))
    expect((await loadSuppressions(OTHER, NOW)).size).toBe(1)
  })

  it('have each their database users, what the simulator said, and who wrote a policy', async () => {
    await saveScan(OTHER, 'db-ORDERS', { users: ['theirs'] })
    expect((await loadScans(OWN)).size).toBe(0)
    await saveScan(OWN, 'db-ORDERS', { users: ['ours'] })
    expect((await loadScans(OTHER)).get('db-ORDERS')?.scan).toEqual({ users: ['theirs'] })
    const answer = {
      principalArn: `arn:aws:iam::${OTHER}:role/etl`,
      resource: 'a',
      policyState: 'state',
      decision: 'explicitDeny' as const,
      organizationAllows: false,
      missingContextKeys: [],
      askedAt: NOW.toISOString(),
    }
    await saveAnswers(OTHER, [answer])
    expect(await loadAnswers(OWN)).toEqual([])
    await appendAudit(entry(OTHER))
    const policy = { subject: 'oncall-db-access', documents: ['{}'] }
    expect(await loadLastWrite({ ...policy, accountId: OWN })).toBeNull()
    expect(await loadLastWrite({ ...policy, accountId: OTHER })).toMatchObject({ by: 'mira' })
  })

  it('settle each their own changes: nobody lists, closes or reads those of another', async () => {
    const announced = entry(OTHER, { outcome: 'intended', steps: [] })
    const { id: auditId } = await openChange(announced, 'key-1', OTHER)
    const theirs = { accountId: OTHER, auditId }
    const claimed = { accountId: OWN, auditId }
    await recordStep(theirs, { step: 0, done: true, requestId: 'r-1', answer: null })
    expect(await openChanges(OWN)).toEqual([])
    expect(await openChanges(OTHER)).toMatchObject([theirs])
    expect(await recordedSteps(claimed)).toEqual([])
    expect(await recordedSteps(theirs)).toHaveLength(1)
    expect(await closeChange(claimed, entry(OWN))).toBeNull()
    expect(await openChanges(OTHER)).toHaveLength(1)
    expect(await closeChange(theirs, entry(OTHER))).toMatchObject({ intention: auditId })
    await appendAudit(entry(OTHER, { action: 'undoChange', about: auditId }))
    expect(await outcomeOf(claimed)).toBeNull()
    expect(await outcomeOf(theirs)).toMatchObject({ outcome: 'done' })
    expect(await entriesAbout(OWN, [auditId])).toEqual([])
    expect(await entriesAbout(OTHER, [auditId])).toHaveLength(1)
  })
})

describe('who wrote an entry', () => {
  it('is told apart, person, job and API key, also of one name', async () => {
    const { id: first } = await appendAudit(entry(OWN, { actorKind: 'person' }))
    await appendAudit(entry(OWN, { actorKind: 'apiKey' }))
    await appendAudit(entry(OWN, { actor: 'mending changes', actorKind: 'job' }))
    const mended = { recordedBy: { kind: 'job' as const, name: 'mending changes' } }
    await appendAudit(entry(OWN, mended))
    const { actorKind: _, ...older } = entry(OWN)
    await appendAudit(older)
    const ids = async (filter: Partial<Parameters<typeof listAudit>[0]>) =>
      (await listAudit({ accountId: OWN, limit: 10, ...filter })).records
        .map(({ id }) => id - first + 1)
        .filter(id => id > 0)
    expect(await ids({ actorKind: 'person' })).toEqual([5, 1])
    expect(await ids({ actorKind: 'apiKey' })).toEqual([2])
    expect(await ids({ actorKind: 'job' })).toEqual([4, 3])
    expect(await ids({ actor: 'mira' })).toEqual([5, 4, 2, 1])
    expect((await verifyAudit()).intact).toBe(true)
  })
})
