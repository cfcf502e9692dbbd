import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { GrantIntent } from '@/lib/grants/intent'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { closeRecords } from '@/lib/records/pool'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-grants-'))
const mira = person('mira', ['read', 'grant'])
const reader = person('mira', ['read'])
let aws: SimulatedAws

beforeAll(() => {
  process.env.GATEHOUSE_DATA_DIR = folder
})
beforeEach(async () => {
  await aws?.close()
  aws = await simulatedAccount()
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

let serial = 0
function wish(principal: string, changes: Partial<GrantIntent> = {}): GrantIntent {
  return {
    principals: [principal],
    connections: [
      { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd, databaseUsers: ['metrics'] },
    ],
    placement: { kind: 'newManaged', policyName: `gh-test-${++serial}` },
    ...changes,
  }
}

function aRole(): { name: string; arn: string } {
  const found = [...aws.world.roles.values()].find(role => role.name === 'data-analyst')
  if (!found) throw new Error('The cast has lost data-analyst.')
  return found
}

async function applyPlanned(intent: GrantIntent, reason = 'CHG-2304') {
  const { digest } = await planGrant(mira, { intent })
  return applyGrant(mira, { intent, digest, reason })
}

describe('applyGrant', () => {
  it('writes what was planned, and a second plan finds it done', async () => {
    const intent = wish(aRole().arn)
    const plan = await planGrant(mira, { intent })
    expect(plan.problems).toEqual([])
    const receipt = await applyGrant(mira, { intent, digest: plan.digest, reason: 'CHG-2304' })
    expect(receipt.notDone).toEqual([])
    expect(receipt.done.map(step => step.title)).toEqual(['CreatePolicy', 'AttachRolePolicy'])
    expect(receipt.done.every(step => step.requestId)).toBe(true)
    const after = await planGrant(mira, { intent })
    expect(after.problems[0]?.message).toContain('nothing to apply')
    expect(after.grid.rows[0]?.cells[0]?.before).toBe(plan.grid.rows[0]?.cells[0]?.after)
  })

  it('records who, why, before and after', async () => {
    const intent = wish(aRole().arn, { placement: { kind: 'inline', policyName: 'connect' } })
    const receipt = await applyPlanned(intent, ' CHG-1 ')
    const { records } = await listAudit({ limit: 1 })
    expect(records[0]).toMatchObject({
      id: Number(receipt.auditId),
      actor: 'mira',
      action: 'grantAccess',
      outcome: 'done',
      reason: 'CHG-1',
      resourceId: ID.ordersProd,
      databaseUser: 'metrics',
      before: null,
    })
    expect(JSON.stringify(records[0]?.after)).toContain(`dbuser:${ID.ordersProd}/metrics`)
    expect((await verifyAudit()).intact).toBe(true)
  })

  it('refuses an operator without the capability, and one without a reason, and touches nothing', async () => {
    const intent = wish(aRole().arn)
    const { digest } = await planGrant(reader, { intent })
    const policies = aws.world.policies.size
    await expect(applyGrant(reader, { intent, digest, reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(applyGrant(mira, { intent, digest, reason: '  ' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { reason: expect.any(String) },
    })
    expect(aws.world.policies.size).toBe(policies)
  })

  it('a policy that changed since the look ends in a conflict', async () => {
    const intent = wish(aRole().arn)
    const { digest } = await planGrant(mira, { intent })
    await applyPlanned(wish(aRole().arn, { placement: { kind: 'inline', policyName: 'meanwhile' } }))
    await expect(applyGrant(mira, { intent, digest, reason: 'x' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(aws.world.policies.has(`arn:aws:iam::${ACCOUNT}:policy/gh-test-${serial - 1}`)).toBe(false)
  })

  it('of two that look at the same account, one wins and nothing is lost', async () => {
    const base = wish(aRole().arn, { placement: { kind: 'inline', policyName: 'shared' } })
    const other = {
      ...base,
      connections: [
        {
          accountId: ACCOUNT,
          region: 'us-east-1',
          resourceId: ID.ordersProd,
          databaseUsers: ['app_readonly'],
        },
      ],
    }
    const plans = [await planGrant(mira, { intent: base }), await planGrant(mira, { intent: other })]
    const results = await Promise.allSettled(
      [base, other].map((intent, at) =>
        applyGrant(mira, { intent, digest: plans[at]?.digest ?? '', reason: 'race' }),
      ),
    )
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(result => result.status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
    await applyPlanned(results[0]?.status === 'fulfilled' ? other : base)
    const text = (await planGrant(mira, { intent: base })).documentText
    expect(text).toContain('/metrics')
    expect(text).toContain('/app_readonly')
  })

  it('says what was done and what was not when AWS stops halfway', async () => {
    const intent = wish(aRole().arn)
    const { digest } = await planGrant(mira, { intent })
    aws.faults.set({ rules: [{ kind: 'html500', service: 'iam', action: 'AttachRolePolicy' }] })
    const receipt = await applyGrant(mira, { intent, digest, reason: 'x' })
    expect(receipt.done.map(step => step.title)).toEqual(['CreatePolicy'])
    expect(receipt.notDone.map(step => step.title)).toEqual(['AttachRolePolicy'])
    expect((await listAudit({ limit: 1 })).records[0]?.outcome).toBe('partial')
    aws.faults.clear()
    forgetReading(homeAccount())
    const retry = await applyPlanned(intent)
    expect(retry.done.map(step => step.title)).toEqual(['AttachRolePolicy'])
  })
})
