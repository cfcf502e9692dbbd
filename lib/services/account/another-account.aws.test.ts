import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { loadReading } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { applyRemoval } from '@/lib/services/grants/apply-removal'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { planRemoval } from '@/lib/services/grants/plan-removal'
import { checkWithAws } from '@/lib/services/targets/check-with-aws'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { getTarget } from '@/lib/services/targets/get-target'
import { planIamAuth } from '@/lib/services/targets/plan-iam-auth'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { tryWithout } from '@/lib/services/targets/try-without'
import { accountState } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import { mintToken } from '@/lib/services/tokens/mint-token'
import { planToken } from '@/lib/services/tokens/plan-token'
import { testConnection } from '@/lib/services/tokens/test-connection'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { roleArn } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-another-account-'))
const mira = person('mira', ['read', 'mint', 'modify', 'grant'])
let aws: SimulatedAws

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  process.env.GATEHOUSE_SCAN_USER = 'gatehouse_scan'
  aws = await simulatedAccount()
  forgetReading(homeAccount())
})
afterAll(async () => {
  delete process.env.GATEHOUSE_SCAN_USER
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

it('the account is known by its number from the moment AWS has said it', async () => {
  expect(homeAccount().id).toBeNull()
  const { accountId } = await loadReading(homeAccount())
  expect(homeAccount().id).toBe(accountId)
})

/** Region and id are those of a target that is here: only the account is another. */
const there = { accountId: '444455556666', region: 'us-east-1', resourceId: ID.ordersProd }
const cell = { ...there, principalArn: roleArn('data-analyst'), databaseUser: 'app_readonly' }
const token = { ...there, databaseUser: 'app_readonly', signAs: 'caller' }
const told = { digest: 'as shown', reason: 'CHG-1' }
const switched = { ...there, desired: 'off', when: 'now', acceptRestart: true, ...told } as const
const intent = {
  principals: [cell.principalArn],
  connections: [{ ...there, databaseUsers: ['metrics'] }],
  placement: { kind: 'inline' as const, policyName: 'connect' },
}

const REFUSED = {
  'get-target': () => getTarget(mira, there),
  'evaluate-matrix': () => evaluateMatrix(mira, there),
  'explain-cell': () => explainCell(mira, cell),
  'simulate-cell': () => simulateCell(mira, cell),
  'try-without': () => tryWithout(mira, { ...cell, policyId: cell.principalArn, statementIndex: 0 }),
  'check-with-aws': () => checkWithAws(mira, { ...there, principals: [cell.principalArn] }),
  'scan-database': () => scanDatabase(mira, there),
  'plan-token': () => planToken(mira, token),
  'mint-token': () => mintToken(mira, { ...token, reason: 'CHG-1' }),
  'test-connection': () => testConnection(mira, token),
  'plan-iam-auth': () => planIamAuth(mira, { ...there, desired: 'off' }),
  'set-iam-auth': () => setIamAuth(mira, switched),
  'plan-removal': () => planRemoval(mira, { wish: { ...cell, way: null } }),
  'apply-removal': () => applyRemoval(mira, { wish: { ...cell, way: 'deny' }, ...told }),
}

describe('a target of an account that is not read', () => {
  it.each(Object.entries(REFUSED))('is not found by %s, whatever has its id here', async (_, verb) => {
    const before = accountState(aws.world)
    await expect(verb()).rejects.toMatchObject({
      code: 'notFound',
      message: expect.stringContaining('belongs to account 444455556666, which this server does not read'),
    })
    expect(accountState(aws.world)).toEqual(before)
  })

  it('takes no grant: the plan says why, and what was planned is not applied', async () => {
    const before = accountState(aws.world)
    const plan = await planGrant(mira, { intent })
    expect(plan.problems).toContainEqual({
      field: 'connections',
      message: expect.stringContaining('belongs to account 444455556666'),
    })
    await expect(applyGrant(mira, { intent, digest: plan.digest, reason: 'CHG-1' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(accountState(aws.world)).toEqual(before)
  })
})
