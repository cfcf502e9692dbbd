import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import type { GrantIntent } from '@/lib/grants/intent'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { getActivity } from '@/lib/services/activity/get-activity'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { person } from '@/lib/services/testing/person'
import { creation, linesOf, mira, ordersProd, reversed } from '@/lib/services/testing/user-wishes'
import { usersUnderChange } from '@/lib/services/testing/users-under-change'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const account = usersUnderChange()
const inPublic = [{ database: 'orders', schema: 'public' }]

const grantOf = (databaseUser: string): GrantIntent => ({
  principals: [`arn:aws:iam::${ACCOUNT}:role/night-batch`],
  connections: [{ ...ordersProd, databaseUsers: [databaseUser] }],
  placement: { kind: 'inline', policyName: databaseUser },
})
const made = (name: string) => ({
  target: ordersProd,
  intent: creation(name, { template: 'readOnly', schemas: inPublic }),
})
const inlineOf = () => account.aws.world.roles.get('night-batch')?.inline.map(({ name }) => name)

describe('a grant for a user that is missing', () => {
  it('makes the user in the same previewed step: both halves done, each with its entry and its undo', async () => {
    await scanDatabase(mira, ordersProd)
    const question = { intent: grantOf('batch_1'), users: [made('batch_1')] }
    const alone = await planGrant(mira, { intent: question.intent })
    const plan = await planGrant(mira, question)
    const cell = (grant: typeof plan) =>
      grant.effect.find(
        ({ principal, databaseUser }) => principal === 'role/night-batch' && databaseUser === 'batch_1',
      )
    expect(cell(alone)?.after).toBe('dormant')
    expect(cell(plan)?.after).toBe('canConnect')
    expect(plan.digest).not.toBe(alone.digest)
    const receipt = await applyGrant(mira, { ...question, digest: plan.digest, reason: 'CHG-1' })
    expect(receipt).toMatchObject({
      notDone: [],
      notice: null,
      auditIds: [expect.any(String), expect.any(String)],
    })
    expect(await linesOf('batch_1')).toContain('member of rds_iam')
    expect(inlineOf()).toContain('batch_1')
    const entries = await Promise.all(receipt.auditIds.map(id => getActivity(mira, Number(id))))
    expect(entries.map(({ record }) => record.action)).toEqual(['createDatabaseUser', 'grantAccess'])
    const scan = (await loadInventory(homeAccount())).scans[ordersProd.resourceId]
    expect(scan?.users.map(({ name }) => name)).toContain('batch_1')
    for (const id of receipt.auditIds.toReversed()) await reversed(id)
    expect(await linesOf('batch_1')).toBeNull()
    expect(inlineOf()).not.toContain('batch_1')
  })

  it('grants nothing where the user could not be made', async () => {
    const question = { intent: grantOf('batch_2'), users: [made('batch_2')] }
    const { digest } = await planGrant(mira, question)
    account.socket.meanwhileNext(
      /CREATE USER batch_2/,
      async () => void (await account.sql('create role batch_2')),
    )
    await expect(applyGrant(mira, { ...question, digest, reason: 'CHG-2' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(inlineOf()).not.toContain('batch_2')
  })

  it('refuses whoever may grant and may not make users, and the other way round', async () => {
    const question = { intent: grantOf('batch_3'), users: [made('batch_3')] }
    const { digest } = await planGrant(mira, question)
    for (const rights of [
      ['read', 'grant'],
      ['read', 'users'],
    ] as const)
      await expect(
        applyGrant(person('rana', rights), { ...question, digest, reason: 'CHG-3' }),
      ).rejects.toMatchObject({ code: 'forbidden' })
    expect(await linesOf('batch_3')).toBeNull()
  })
})
