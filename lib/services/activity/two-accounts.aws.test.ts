import { beforeEach, describe, expect, it } from 'vitest'
import { newAccount } from '@/lib/account'
import { appendAudit } from '@/lib/records/audit'
import type { AuditEntry } from '@/lib/records/audit-entry'
import { openChange, openChanges } from '@/lib/records/journal'
import { records } from '@/lib/records/pool'
import { saveScan } from '@/lib/records/scans'
import { accountIdOf } from '@/lib/services/account/account-id'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { exportActivity } from '@/lib/services/activity/export-activity'
import { getActivity } from '@/lib/services/activity/get-activity'
import { listActivity } from '@/lib/services/activity/list-activity'
import { changesLeftOpen } from '@/lib/services/changes/interrupted-changes'
import { mendChanges } from '@/lib/services/changes/mend-changes'
import { contextOfJob } from '@/lib/services/context'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { leaveAsIs } from '@/lib/services/reversals/leave-as-is'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import { kindOf, mira } from '@/lib/services/testing/kinds-of-write'
import { listConnections } from '@/lib/services/tokens/list-connections'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = accountUnderChange()
const OTHER = '444455556666'
const elsewhere = { ...mira, account: { ...newAccount(), id: OTHER } }

const theirs: AuditEntry = {
  actor: mira.actor.name,
  actorKind: 'person',
  action: 'grantAccess',
  accountId: OTHER,
  target: 'orders-prod',
  targetRegion: 'us-east-1',
  resourceId: 'db-THEIRS',
  databaseUser: 'app_readonly',
  principal: 'role/theirs',
  reason: 'CHG-THEIRS',
  outcome: 'done',
  callerArn: `arn:aws:sts::${OTHER}:assumed-role/gatehouse/x`,
  awsCalls: [],
  before: null,
  after: null,
  detail: 'Theirs.',
  changes: [],
}

beforeEach(async () => {
  await loadInventory(mira.account, { fresh: true })
})

const told = async (context: typeof mira) =>
  (await listActivity(context)).records.map(({ detail, accountId }) => ({ detail, accountId }))

describe('whose records are shown', () => {
  it('needs no AWS where they are of one account alone', async () => {
    account.aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
    expect(await accountIdOf(newAccount())).toBeNull()
    await appendAudit({ ...theirs, accountId: ACCOUNT, detail: 'Ours.' })
    expect(await accountIdOf(newAccount())).toBe(ACCOUNT)
    const unread = { ...mira, account: newAccount() }
    expect(await told(unread)).toEqual([{ detail: 'Ours.', accountId: ACCOUNT }])
    expect((await exportActivity(unread, {}, { asWritten: true })).onlyOf).toBeNull()
    account.aws.faults.clear()
  })

  it('is told by AWS where they are of several; nobody else is shown any before', async () => {
    await appendAudit(theirs)
    await appendAudit({ ...theirs, accountId: ACCOUNT, detail: 'Ours.' })
    expect(await accountIdOf(mira.account)).toBe(ACCOUNT)
    const unread = newAccount()
    account.aws.faults.set({ rules: [{ kind: 'expiredCredentials' }] })
    await expect(accountIdOf(unread)).rejects.toMatchObject({ code: 'noCredentials' })
    await expect(listActivity({ ...mira, account: unread })).rejects.toMatchObject({ code: 'noCredentials' })
    account.aws.faults.clear()
    expect(await accountIdOf(newAccount())).toBe(ACCOUNT)
  })
})

describe('a server that shares its records with the server of another account', () => {
  it('shows in Activity what is of its account and of the server, and nothing of the other', async () => {
    await appendAudit(theirs)
    await appendAudit({ ...theirs, action: 'signIn', accountId: null, callerArn: '', detail: 'Came in.' })
    const [auditId] = await (await kindOf('a grant in a new inline policy').preview()).apply()
    const accounts = async (context: typeof mira) =>
      new Set((await told(context)).map(({ accountId }) => accountId))
    expect(await accounts(mira)).toEqual(new Set([ACCOUNT, null]))
    expect(await accounts(elsewhere)).toEqual(new Set([OTHER, null]))
    expect((await getActivity(mira, Number(auditId))).state).toBe('undoable')
    await expect(getActivity(elsewhere, Number(auditId))).rejects.toMatchObject({ code: 'notFound' })
    expect((await listActivity(mira, { search: 'Theirs.' })).total).toBe(0)
    expect((await listActivity(elsewhere, { search: 'Theirs.' })).total).toBeGreaterThan(0)
  })

  it('exports its own entries, and says that those of others are left out between them', async () => {
    await appendAudit(theirs)
    const { entries, onlyOf } = await exportActivity(mira, {}, { asWritten: true })
    expect(onlyOf).toBe(ACCOUNT)
    expect(entries.filter(({ accountId }) => accountId === OTHER)).toEqual([])
  })

  it('offers nobody an undo, an end or a taking back of what is not of its account', async () => {
    const { id: auditId } = await openChange(
      { ...theirs, outcome: 'intended', steps: [] },
      `key-${Date.now()}`,
      OTHER,
    )
    const before = accountState(account.world)
    const gone = { code: 'notFound', message: expect.stringContaining('in the activity of this account') }
    for (const kind of ['undo', 'finish', 'takeBack'] as const) {
      await expect(planReversal(mira, { auditId, kind })).rejects.toMatchObject(gone)
      const order = { auditId, kind, digest: '', reason: 'x' }
      await expect(applyReversal(mira, order)).rejects.toMatchObject(gone)
    }
    await expect(leaveAsIs(mira, { auditId, reason: 'x' })).rejects.toMatchObject(gone)
    expect(accountState(account.world)).toEqual(before)
  })

  it('neither shows nor mends what the other was interrupted in', async () => {
    const announced = { ...theirs, outcome: 'intended' as const, steps: [] }
    const { id } = await openChange(announced, 'key-theirs', OTHER)
    await (await records()).query(
      "update gatehouse.open_changes set alive_at = alive_at - interval '1 minute'",
    )
    expect((await changesLeftOpen(ACCOUNT)).interrupted).toEqual([])
    expect(await mendChanges(contextOfJob('mending changes'))).toBe(false)
    expect((await openChanges(OTHER)).map(({ auditId }) => auditId)).toContain(id)
  })

  it('knows no database users, and no tokens, of the other, though the names are the same', async () => {
    const [target] = (await loadInventory(mira.account)).targets
    await saveScan(OTHER, target?.resourceId ?? '', { users: [] })
    const expiresAt = new Date(Date.now() + 600_000).toISOString()
    await appendAudit({ ...theirs, action: 'issueToken', after: { expiresAt } })
    expect((await loadInventory(mira.account, { fresh: true })).scans).toEqual({})
    expect((await listConnections(mira, { signAs: null })).live).toEqual([])
  })
})
