import { DeleteRolePolicyCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import type { RemovalWish } from '@/lib/grants/removal/removal-wish'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { applyRemoval } from '@/lib/services/grants/apply-removal'
import { planRemoval } from '@/lib/services/grants/plan-removal'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { accountUnderChange } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { SSO } from '@/lib/simulator/world/cast-people'
import { ADMINISTRATOR_KEY } from '@/lib/simulator/world/cast-users'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = accountUnderChange()
const mira = person('mira', ['read', 'grant'])
const reader = person('mira', ['read'])

const arn = (path: string) => `arn:aws:iam::${ACCOUNT}:${path}`

function wish(path: string, databaseUser: string, changes: Partial<RemovalWish> = {}): RemovalWish {
  const place = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
  return { principalArn: arn(path), ...place, databaseUser, way: null, ...changes }
}

async function removed(asked: RemovalWish, reason = 'CHG-77') {
  const plan = await planRemoval(mira, { wish: asked })
  const receipt = await applyRemoval(mira, { wish: plan.wish, digest: plan.digest, reason })
  return { plan, receipt }
}

const verdictOf = async ({ principalArn, accountId, region, resourceId, databaseUser }: RemovalWish) =>
  (await explainCell(mira, { principalArn, accountId, region, resourceId, databaseUser })).verdict

/** The administrator of the simulated account, past Gatehouse. */
const iam = () =>
  new IAMClient({
    endpoint: account.aws.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ADMINISTRATOR_KEY.id, secretAccessKey: ADMINISTRATOR_KEY.secret },
  })

describe('applyRemoval', () => {
  it.each([
    ['role/data-analyst', 'app_readonly', null, ['PutRolePolicy'], 'noAccess'],
    ['role/refund-worker', 'app_readwrite', 'detach', ['DeleteRolePolicy'], 'noAccess'],
    ['role/oncall-sre', 'metrics', null, ['DeletePolicyVersion', 'CreatePolicyVersion'], 'noAccess'],
    ['role/oncall-sre', 'app_readonly', 'detach', ['DetachRolePolicy'], 'noAccess'],
    ['role/dba-platform', 'app_readonly', null, ['PutRolePolicy'], 'denied'],
    ['user/jonas.lindqvist', 'app_readonly', null, ['PutUserPolicy'], 'denied'],
    ['user/jonas.lindqvist', 'app_readonly', 'detach', ['RemoveUserFromGroup'], 'noAccess'],
    ['user/service/metabase', 'reporting', 'entry', ['PutGroupPolicy'], 'noAccess'],
    ['role/fraud-batch', 'reporting', null, ['PutRolePolicy'], 'denied'],
    ['role/ops-automation', 'app_readonly', null, ['PutRolePolicy'], 'denied'],
    ['role/sandbox-builder', 'any other user', 'deny', ['PutRolePolicy'], 'denied'],
  ] as const)('ends %s as %s by %s', async (path, user, way, calls, verdict) => {
    const asked = wish(path, user, { way })
    expect(['canConnect', 'conditional', 'dormant']).toContain(await verdictOf(asked))
    const { plan, receipt } = await removed(asked)
    expect(receipt.notDone).toEqual([])
    expect(receipt.done.map(step => step.title)).toEqual(calls)
    expect(await verdictOf(asked)).toBe(verdict)
    expect(plan.chosen?.verdictAfter).toBe(verdict)
  })

  it.each([
    ['role/data-analyst', 'app_readonly', null, 'noAccess'],
    ['role/oncall-sre', 'metrics', null, 'noAccess'],
    ['user/jonas.lindqvist', 'app_readonly', 'detach', 'noAccess'],
    ['user/service/metabase', 'reporting', 'entry', 'noAccess'],
    ['role/dba-platform', 'app_readonly', null, 'denied'],
  ] as const)(
    'does not say that %s still connects as %s where IAM cannot be read again afterwards',
    async (path, user, way, verdict) => {
      const asked = wish(path, user, { way })
      await removed(asked)
      account.aws.faults.set({ rules: [{ kind: 'deny', action: 'GetAccountAuthorizationDetails' }] })
      expect(await verdictOf(asked)).toBe(verdict)
      const { parts } = await loadInventory(homeAccount())
      expect(parts.iam.state).toBe('kept')
      account.aws.faults.clear()
    },
  )

  it('changes exactly the cells that were shown, on every target', async () => {
    const asked = wish('user/service/metabase', 'reporting', { way: 'detach' })
    const { plan } = await removed(asked)
    expect(plan.chosen?.others).toBeGreaterThan(0)
    for (const { principalArn, resourceId, databaseUser, after } of plan.chosen?.effect ?? []) {
      expect(await verdictOf({ ...asked, principalArn, resourceId, databaseUser })).toBe(after)
    }
    const again = await planRemoval(mira, { wish: asked })
    expect(again).toMatchObject({ ways: [], chosen: null })
  })

  it('records who, why, before and after', async () => {
    const { receipt } = await removed(wish('role/data-analyst', 'reporting'), ' CHG-1 ')
    const { records } = await listAudit({ limit: 1 })
    expect(records[0]).toMatchObject({
      id: Number(receipt.auditId),
      actor: 'mira',
      action: 'removeAccess',
      outcome: 'done',
      reason: 'CHG-1',
      resourceId: ID.ordersProd,
      databaseUser: 'reporting',
      principal: 'role/data-analyst',
      changes: [{ principal: 'role/data-analyst', databaseUser: 'reporting', after: 'noAccess' }],
    })
    expect(JSON.stringify(records[0]?.before)).toContain(`dbuser:${ID.ordersProd}/reporting`)
    expect(JSON.stringify(records[0]?.after)).not.toContain(`dbuser:${ID.ordersProd}/reporting`)
    expect(records[0]?.awsCalls[0]).toMatchObject({
      action: 'iam:PutRolePolicy',
      requestId: expect.any(String),
    })
    expect((await verifyAudit()).intact).toBe(true)
  })

  it('refuses an operator without the capability, and one without a reason, and touches nothing', async () => {
    const asked = wish('role/data-analyst', 'reporting')
    const { digest, wish: settled, mayGrant } = await planRemoval(reader, { wish: asked })
    expect(mayGrant).toBe(false)
    await expect(applyRemoval(reader, { wish: settled, digest, reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(applyRemoval(mira, { wish: settled, digest, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { reason: expect.any(String) },
    })
    expect(await verdictOf(asked)).toBe('canConnect')
  })

  it('ends in a conflict when the policy was changed or has gone meanwhile', async () => {
    const asked = wish('role/data-analyst', 'app_readonly')
    const name = { RoleName: 'data-analyst', PolicyName: 'analyst-databases' }
    const stale = await planRemoval(mira, { wish: asked })
    const Resource = `arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:${ID.ordersProd}/*`
    const Statement = [{ Effect: 'Allow', Action: 'rds-db:connect', Resource }]
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement })
    await iam().send(new PutRolePolicyCommand({ ...name, PolicyDocument }))
    const order = { wish: stale.wish, digest: stale.digest, reason: 'x' }
    await expect(applyRemoval(mira, order)).rejects.toMatchObject({ code: 'conflict' })
    const text = account.aws.world.roles.get('data-analyst')?.inline[0]?.text
    expect(text).toBe(PolicyDocument)
    await iam().send(new DeleteRolePolicyCommand(name))
    await expect(applyRemoval(mira, order)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('of two that look at the same plan, one wins', async () => {
    const { wish: settled, digest } = await planRemoval(mira, {
      wish: wish('role/data-analyst', 'reporting'),
    })
    const order = { wish: settled, digest, reason: 'race' }
    const results = await Promise.allSettled([applyRemoval(mira, order), applyRemoval(mira, order)])
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(result => result.status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    })
  })

  it('says what AWS refused: this server may detach only policies of the account', async () => {
    const builder = account.aws.world.roles.get('platform-poweruser')
    expect(builder?.attached).toHaveLength(1)
    const asked = wish('role/platform-poweruser', 'app_readonly', { way: 'detach' })
    const plan = await planRemoval(mira, { wish: asked })
    expect(plan.chosen?.lost[0]).toContain('PowerUserAccess')
    await expect(
      applyRemoval(mira, { wish: plan.wish, digest: plan.digest, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'accessDenied', missingAction: 'iam:DetachRolePolicy' })
    expect(builder?.attached).toHaveLength(1)
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'removeAccess',
      outcome: 'failed',
    })
  })

  it('never touches what Identity Center owns', async () => {
    const path = `role/aws-reserved/sso.amazonaws.com/${SSO.administrator}`
    const plan = await planRemoval(mira, { wish: wish(path, 'app_readonly') })
    expect(plan.chosen).toBeNull()
    expect(plan.byHand.join(' ')).toContain('permission set AdministratorAccess')
    const order = { wish: { ...plan.wish, way: 'deny' as const }, digest: plan.digest, reason: 'x' }
    await expect(applyRemoval(mira, order)).rejects.toMatchObject({ code: 'conflict' })
  })
})
