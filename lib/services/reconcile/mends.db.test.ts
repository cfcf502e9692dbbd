import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import type { GrantMend } from '@/lib/findings/mend-grants'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { getActivity } from '@/lib/services/activity/get-activity'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { applyMends } from '@/lib/services/reconcile/apply-mends'
import { listDifferences } from '@/lib/services/reconcile/list-differences'
import { planMends } from '@/lib/services/reconcile/plan-mends'
import { person } from '@/lib/services/testing/person'
import { creation, linesOf, mira, ordersProd, reversed } from '@/lib/services/testing/user-wishes'
import { usersUnderChange } from '@/lib/services/testing/users-under-change'

const account = usersUnderChange()
const inPublic = [{ database: 'orders', schema: 'public' }]
const made = (name: string) => ({
  target: ordersProd,
  intent: creation(name, { template: 'readOnly', schemas: inPublic }),
})
const { resourceId } = ordersProd
const textOf = (role: string) =>
  account.aws.world.roles
    .get(role)
    ?.inline.map(({ text }) => text)
    .join() ?? ''

async function differenceOf(databaseUser: string) {
  const { targets } = await listDifferences(mira)
  const found = targets
    .flatMap(({ differences }) => differences)
    .find(one => one.databaseUser === databaseUser)
  if (!found) throw new Error(`IAM and orders-prod agree about ${databaseUser}.`)
  return found
}

/** Both halves of one difference, as ticking both asks for them. */
async function bothHalves(databaseUser: string) {
  const { inside, inIam } = await differenceOf(databaseUser)
  const [intent] = inside
  const grants: GrantMend[] = inIam ? [{ resourceId, databaseUser, to: inIam.to }] : []
  return { changes: intent ? [{ target: ordersProd, intent }] : [], grants }
}

describe('both halves of a difference', () => {
  it('are one plan, whose cells are those of both, and one change with an entry and an undo for each', async () => {
    await scanDatabase(mira, ordersProd)
    const question = await bothHalves('legacy_api')
    const before = textOf('legacy-api-task')
    const plan = await planMends(mira, question)
    expect(plan.plans.map(({ intent }) => intent.user.name)).toEqual(['legacy_api_iam'])
    const [policy] = plan.policies
    expect(policy).toMatchObject({ policyName: 'legacy-api', problem: null, calls: ['iam:PutRolePolicy'] })
    expect(policy?.after).toContain('/legacy_api_iam')
    // Without the half inside it would point at nobody: together it opens.
    const cellOf = (cells: { databaseUser: string; after: string | null }[] = []) =>
      cells.find(cell => cell.databaseUser === 'legacy_api_iam')?.after
    expect(cellOf(policy?.cells)).toBe('canConnect')
    const alone = await planMends(mira, { ...question, changes: [] })
    expect(cellOf(alone.policies[0]?.cells)).toBe('dormant')

    const { outcomes } = await applyMends(mira, { ...question, digest: plan.digest, reason: 'CHG-1' })
    expect(outcomes).toMatchObject([
      { state: 'done', subject: 'legacy_api_iam on orders-prod' },
      { state: 'done', subject: 'legacy-api' },
    ])
    expect(await linesOf('legacy_api_iam')).toContain('member of rds_iam')
    expect(textOf('legacy-api-task')).toContain('/legacy_api_iam')
    const ids = outcomes.map(({ auditId }) => auditId ?? '')
    const entries = await Promise.all(ids.map(id => getActivity(mira, Number(id))))
    expect(entries.map(({ record }) => [record.action, record.outcome])).toEqual([
      ['createDatabaseUser', 'done'],
      ['grantAccess', 'done'],
    ])
    for (const id of ids.toReversed()) await reversed(id)
    expect(await linesOf('legacy_api_iam')).toBeNull()
    expect(textOf('legacy-api-task')).toBe(before)
  })

  it('are refused as one where a policy changed since, and nothing inside is made', async () => {
    const question = await bothHalves('legacy_api')
    const { digest } = await planMends(mira, question)
    const [policy] = account.aws.world.roles.get('legacy-api-task')?.inline ?? []
    if (!policy) throw new Error('The cast has no such policy.')
    const { text } = policy
    policy.text = text.replace('LegacyApi', 'LegacyApi2')
    await expect(applyMends(mira, { ...question, digest, reason: 'CHG-2' })).rejects.toMatchObject({
      code: 'conflict',
    })
    policy.text = text
    forgetReading(homeAccount())
    expect(await linesOf('legacy_api_iam')).toBeNull()
  })

  it('change no grant where the user could not be made', async () => {
    const question = await bothHalves('legacy_api')
    const before = textOf('legacy-api-task')
    const { digest } = await planMends(mira, question)
    account.socket.meanwhileNext(
      /CREATE USER legacy_api_iam/,
      async () => void (await account.sql('create role legacy_api_iam')),
    )
    const { outcomes } = await applyMends(mira, { ...question, digest, reason: 'CHG-3' })
    expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'notTried'])
    expect(textOf('legacy-api-task')).toBe(before)
    await account.sql('drop role legacy_api_iam')
  })

  it('ask for the rights of both, and for a reason', async () => {
    const question = await bothHalves('legacy_api')
    const { digest } = await planMends(mira, question)
    for (const rights of [
      ['read', 'grant'],
      ['read', 'users'],
    ] as const)
      await expect(
        applyMends(person('rana', rights), { ...question, digest, reason: 'CHG-4' }),
      ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(applyMends(mira, { ...question, digest, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await linesOf('legacy_api_iam')).toBeNull()
  })
})

describe('the half in IAM alone', () => {
  it('lets a grant name the user that is there', async () => {
    const { inIam } = await differenceOf('Reporting')
    const grants = [{ resourceId, databaseUser: 'Reporting', to: inIam?.to ?? null }]
    const { digest, policies } = await planMends(mira, { changes: [], grants })
    expect(policies[0]?.cells.some(cell => cell.databaseUser === 'reporting')).toBe(true)
    await applyMends(mira, { changes: [], grants, digest, reason: 'CHG-5' })
    expect(textOf('reporting-ui')).toMatch(/\/reporting"/)
    await expect(differenceOf('Reporting')).rejects.toThrow('agree')
    const again = await planMends(mira, { changes: [], grants })
    expect(again).toMatchObject({ policies: [], gone: ['Reporting'] })
  })

  it('takes a grant of nobody back, and leaves what else its policy grants', async () => {
    const grants = [{ resourceId, databaseUser: 'orders_svc', to: null }]
    const { digest, policies } = await planMends(mira, { changes: [], grants })
    await applyMends(mira, { changes: [], grants, digest, reason: 'CHG-6' })
    expect(policies).toHaveLength(1)
    expect(textOf('orders-api')).not.toContain('orders_svc')
    await expect(differenceOf('orders_svc')).rejects.toThrow('agree')
  })
})

describe('several users at once', () => {
  it('are made as one change with a part each, or nothing where the preview no longer holds', async () => {
    const changes = [made('many_1'), made('many_2')]
    const { digest, plans } = await planMends(mira, { changes, grants: [] })
    expect(plans.map(({ intent }) => intent.user.name)).toEqual(['many_1', 'many_2'])
    const { outcomes } = await applyMends(mira, { changes, grants: [], digest, reason: 'CHG-4' })
    expect(outcomes).toMatchObject([
      { state: 'done', subject: 'many_1 on orders-prod', error: null },
      { state: 'done', subject: 'many_2 on orders-prod', error: null },
    ])
    await expect(applyMends(mira, { changes, grants: [], digest, reason: 'CHG-5' })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('leave those done that could be where one fails', async () => {
    const changes = [made('some_1'), made('some_2')]
    const { digest } = await planMends(mira, { changes, grants: [] })
    account.socket.meanwhileNext(
      /CREATE USER some_1/,
      async () => void (await account.sql('create role some_1')),
    )
    const { outcomes } = await applyMends(mira, { changes, grants: [], digest, reason: 'CHG-6' })
    expect(outcomes.map(({ state }) => state)).toEqual(['failed', 'done'])
    expect(await linesOf('some_2')).toContain('exists')
  })

  it('take no user twice, and nobody without the capability', async () => {
    await expect(
      planMends(mira, { changes: [made('twice'), made('twice')], grants: [] }),
    ).rejects.toMatchObject({
      code: 'invalid',
    })
    const changes = [made('unwanted')]
    const { digest } = await planMends(mira, { changes, grants: [] })
    const reader = person('rana', ['read', 'mint', 'grant'])
    await expect(applyMends(reader, { changes, grants: [], digest, reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
