import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { homeAccount } from '@/lib/account'
import { effectOf, grantCounts } from '@/lib/grants/effect'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { applyFixes } from '@/lib/services/findings/apply-fixes'
import { type FixesPreview, planFixes } from '@/lib/services/findings/plan-fixes'
import { accountUnderChange } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'

const account = accountUnderChange()
const mira = person('mira', ['read', 'grant'])
const reader = person('mira', ['read', 'mint', 'modify'])
const RULE = 'condition-on-allow'

const planned = (isChosen: (id: string) => boolean = () => true) =>
  planFixes(reader, { rule: RULE, fixId: 'remove', isChosen })
const chosenOf = ({ lines }: FixesPreview) => lines.filter(({ chosen }) => chosen)
const inputOf = (preview: FixesPreview, reason = 'CHG-1') => ({
  rule: RULE,
  fixId: preview.fixId,
  findingIds: chosenOf(preview).map(({ findingId }) => findingId),
  digest: preview.digest,
  reason,
})

describe('planFixes', () => {
  it('lists what this fix can be written for, and counts what is left to hands', async () => {
    const preview = await planned()
    expect(chosenOf(preview).length).toBeGreaterThanOrEqual(4)
    expect(preview.byHand).toBeGreaterThan(0)
    expect(preview.ways.map(({ id }) => id)).toEqual(['unconditional', 'remove'])
    expect(preview.calls).toBe(preview.lines.reduce((sum, { calls }) => sum + calls, 0))
    expect(preview.exports.cli).toContain('aws iam create-policy-version')
  })

  it('is bound to the choice', async () => {
    const [whole, one] = [await planned(), await planned(id => id.endsWith('migrations'))]
    expect(chosenOf(one).map(({ subject }) => subject)).toEqual(['migrations'])
    expect(one.effect.removed).toBeLessThan(whole.effect.removed)
    expect(one.digest).not.toBe(whole.digest)
  })

  it('says that nothing is left of a rule without findings', async () => {
    await expect(
      planFixes(reader, { rule: 'nothing', fixId: null, isChosen: () => true }),
    ).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('applyFixes', () => {
  it('changes exactly the cells that the joint preview says, one record for each finding', async () => {
    const preview = await planned()
    const before = await loadInventory(homeAccount())
    const { outcomes } = await applyFixes(mira, inputOf(preview))
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['done']))
    const after = await loadInventory(homeAccount(), { fresh: true })
    // Looked at backwards: a user that only the old documents named has a column in the old account alone.
    const back = effectOf(compileAccess(after), compileAccess(before), before.targets)
    expect(back.changes).toHaveLength(preview.cellsTotal)
    expect(grantCounts(back.changes)).toMatchObject({
      added: preview.effect.removed,
      removed: preview.effect.added,
    })
    const { records } = await listAudit({ limit: outcomes.length })
    expect(records.map(({ id }) => String(id)).toReversed()).toEqual(outcomes.map(({ auditId }) => auditId))
    expect(records.flatMap(({ changes }) => changes)).toHaveLength(preview.cellsTotal)
    expect((await verifyAudit()).intact).toBe(true)
    const left = await planned().catch(error => error)
    expect(left).toMatchObject({ code: 'notFound' })
  })

  it('goes on after one that AWS refuses, which stays listed and is fixed the next time', async () => {
    const preview = await planned()
    const refused = { kind: 'deny', service: 'iam', action: 'CreatePolicyVersion', times: 1 } as const
    account.aws.faults.set({ rules: [refused] })
    const { outcomes } = await applyFixes(mira, inputOf(preview))
    const failed = outcomes.filter(({ state }) => state !== 'done')
    expect(failed).toHaveLength(1)
    expect(failed[0]).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('CreatePolicyVersion'),
    })
    expect(outcomes.length - failed.length).toBeGreaterThanOrEqual(3)
    const rest = await planned()
    expect(rest.lines.map(({ findingId }) => findingId)).toEqual([failed[0]?.findingId])
    const again = await applyFixes(mira, inputOf(rest, 'second try'))
    expect(again.outcomes.map(({ state }) => state)).toEqual(['done'])
  })

  it('tries no further where the next one would fail as well', async () => {
    const preview = await planned()
    account.aws.faults.set({ rules: [{ kind: 'html500', service: 'iam', action: 'CreatePolicyVersion' }] })
    const { outcomes } = await applyFixes(mira, inputOf(preview))
    const [first, ...others] = outcomes.filter(({ state }) => state !== 'done')
    expect(first).toMatchObject({ state: 'failed' })
    expect(others.length).toBeGreaterThan(0)
    expect(others.every(({ state, auditId }) => state === 'notTried' && auditId === null)).toBe(true)
  })

  it('refuses without the capability, without a reason and with what was not previewed', async () => {
    const preview = await planned()
    const input = inputOf(preview)
    await expect(applyFixes(reader, input)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(applyFixes(mira, { ...input, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    const fewer = { ...input, findingIds: input.findingIds.slice(1) }
    await expect(applyFixes(mira, fewer)).rejects.toMatchObject({ code: 'conflict' })
    const foreign = { ...input, findingIds: [...input.findingIds, 'wildcard-user:nothing'] }
    await expect(applyFixes(mira, foreign)).rejects.toMatchObject({ code: 'conflict' })
    await expect(applyFixes(mira, { ...input, fixId: 'unconditional' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await planned()).digest).toBe(preview.digest)
  })
})
