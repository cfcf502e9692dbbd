import { describe, expect, it, vi } from 'vitest'
import { getAudit, listAudit } from '@/lib/records/audit'
import { openChanges } from '@/lib/records/journal'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import { IAM_WRITES, intentOf, mira } from '@/lib/services/testing/kinds-of-write'
import type { FaultRule } from '@/lib/simulator/aws/faults'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

const account = accountUnderChange()

/** Another statement in every policy of the account: whatever the plan touches, somebody has saved it meanwhile. */
function editEverything({ policies, users, roles, groups }: World): void {
  const payroll = JSON.stringify({ Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::payroll/*' })
  const more = (text: string) => text.replace(/"Statement"\s*:\s*\[/, found => `${found}${payroll},`)
  for (const policy of policies.values()) {
    const [current] = policy.versions.filter(({ id }) => id === policy.defaultVersionId)
    if (current && !policy.awsManaged) current.text = more(current.text)
  }
  for (const owner of [...users.values(), ...roles.values(), ...groups.values()])
    for (const inline of owner.inline) inline.text = more(inline.text)
}

/** The others write where nothing stood, or no text at all. */
const rewriting = IAM_WRITES.filter(({ kind }) => !/a new (inline|managed)|jonas/.test(kind))

describe.each(rewriting)('$kind', ({ preview }) => {
  it('never writes over what a colleague saved between the look and the click', async () => {
    const previewed = await preview()
    editEverything(account.world)
    const edited = accountState(account.world)
    await expect(previewed.apply()).rejects.toMatchObject({ code: 'conflict' })
    expect(accountState(account.world)).toEqual(edited)
  })
})

describe('a colleague who writes at the same moment', () => {
  const grant = IAM_WRITES.find(({ kind }) => kind.includes('an inline policy that stands'))
  const theirs = '{"Version":"2012-10-17","Statement":[]}'
  const databases = () =>
    account.world.roles.get('data-analyst')?.inline.find(({ name }) => name === 'analyst-databases')

  /** While that call of ours is under way. */
  async function meanwhile(rule: FaultRule, act: () => void): Promise<void> {
    account.aws.faults.set({ rules: [{ ...rule, times: 1, delayMs: 400 }] })
    await vi.waitFor(() => expect(account.aws.faults.current.rules).toEqual([]), {
      timeout: 10_000,
      interval: 5,
    })
    act()
  }

  const write = () => {
    const policy = databases()
    if (policy) policy.text = theirs
  }

  it('is seen after the account was read again, and nothing is written', async () => {
    const previewed = await grant?.preview()
    const edit = meanwhile({ kind: 'slow', action: 'GetRolePolicy' }, write)
    await expect(previewed?.apply()).rejects.toMatchObject({ code: 'conflict' })
    await edit
    expect(databases()?.text).toBe(theirs)
  })

  it('is seen after our own write, which then counts as not done and changes no cell', async () => {
    const previewed = await grant?.preview()
    const edit = meanwhile({ kind: 'slowAfter', action: 'PutRolePolicy' }, write)
    await expect(previewed?.apply()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('somebody else wrote it at the same moment'),
    })
    await edit
    expect(databases()?.text).toBe(theirs)
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'grantAccess',
      outcome: 'failed',
      changes: [],
      awsCalls: [{ action: 'iam:PutRolePolicy', requestId: expect.any(String) }],
    })
  })

  it('is seen between two steps, and what they saved is left alone', async () => {
    const one = intentOf({ kind: 'inline', policyName: 'both' })
    const intent = { ...one, principals: [...one.principals, `arn:aws:iam::${ACCOUNT}:role/night-batch`] }
    const { digest } = await planGrant(mira, { intent })
    const second = account.world.roles.get('night-batch')
    const edit = meanwhile({ kind: 'slowAfter', action: 'PutRolePolicy' }, () => {
      second?.inline.push({ name: 'both', text: theirs })
    })
    const { auditId, done, notDone } = await applyGrant(mira, { intent, digest, reason: 'CHG-8' })
    await edit
    expect(second?.inline).toContainEqual({ name: 'both', text: theirs })
    expect(done).toMatchObject([{ subject: 'role/data-analyst' }])
    expect(notDone).toMatchObject([
      { error: expect.stringContaining('Somebody else changed role/night-batch') },
    ])
    expect((await getAudit(ACCOUNT, Number(auditId)))?.record).toMatchObject({
      outcome: 'partial',
      changes: [{ principal: 'role/data-analyst' }],
      awsCalls: [{ action: 'iam:PutRolePolicy' }],
    })
  })
})

describe('IAM that shows a write late', () => {
  it('leaves the change open, and never tells of it as failed', async () => {
    account.aws.faults.set({ rules: [{ kind: 'late', action: 'PutRolePolicy', delayMs: 9_000 }] })
    const intent = intentOf({ kind: 'inline', policyName: 'late' })
    const { digest } = await planGrant(mira, { intent })
    const receipt = await applyGrant(mira, { intent, digest, reason: 'CHG-9' })
    expect(receipt.notDone).toMatchObject([{ error: expect.stringContaining('AWS accepted PutRolePolicy') }])
    expect(await openChanges(ACCOUNT)).toContainEqual(
      expect.objectContaining({ auditId: Number(receipt.auditId) }),
    )
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({ outcome: 'intended', reason: 'CHG-9' })
    const inForce = () => account.world.roles.get('data-analyst')?.inline.map(({ name }) => name)
    await vi.waitFor(() => expect(inForce()).toContain('late'), { timeout: 10_000 })
  }, 30_000)
})
