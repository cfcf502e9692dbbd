import { describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import type { UserIntent } from '@/lib/provision/user-intent'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { getActivity } from '@/lib/services/activity/get-activity'
import { applyUserChange } from '@/lib/services/databases/apply-user-change'
import { endSessions } from '@/lib/services/databases/end-sessions'
import { getUserForm } from '@/lib/services/databases/get-user-form'
import { planUserChange } from '@/lib/services/databases/plan-user-change'
import { userScript } from '@/lib/services/databases/user-script'
import { listDifferences } from '@/lib/services/reconcile/list-differences'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { person } from '@/lib/services/testing/person'
import {
  afterPlan,
  carriedOut,
  creation,
  linesOf,
  looked,
  mira,
  named,
  ordersProd,
  reversed,
  rightsOf,
} from '@/lib/services/testing/user-wishes'
import { usersUnderChange } from '@/lib/services/testing/users-under-change'
import { ID } from '@/lib/simulator/world/cast-ids'

const account = usersUnderChange()
const inPublic = [{ database: 'orders', schema: 'public' }]

const WISHES: [string, string, UserIntent][] = [
  ['bi_nothing', 'a user with nothing yet', creation('bi_nothing')],
  ['bi_reads', 'a user who reads', creation('bi_reads', { template: 'readOnly', schemas: inPublic })],
  ['bi_writes', 'a user who writes', creation('bi_writes', { template: 'readWrite', schemas: inPublic })],
  [
    'bi_migrates',
    'a user who migrates',
    creation('bi_migrates', { template: 'migration', schemas: inPublic }),
  ],
  ['bi_watches', 'a user who watches', creation('bi_watches', { template: 'monitoring' })],
  [
    'bi_held',
    'a user who holds a role',
    creation('bi_held', { template: 'role', of: named('app_migrator') }),
  ],
  ['bi_like', 'a user like another', creation('bi_like', { template: 'like', of: named('app_readonly') })],
  [
    'bi_tables',
    'a user of two tables',
    creation('bi_tables', {
      template: 'tables',
      tables: ['customers', 'orders'].map(table => ({
        database: 'orders',
        schema: 'public',
        table,
        privileges: ['select', 'update'],
      })),
    }),
  ],
  [
    'legacy_api',
    'a password user made ready',
    { kind: 'makeReady', user: named('legacy_api'), despite: ['proxySecret'] },
  ],
  [
    'reporting',
    'rights added',
    {
      kind: 'addRights',
      user: named('reporting'),
      rights: rightsOf({ template: 'readWrite', schemas: inPublic }),
    },
  ],
  ['reporting', 'rights taken', { kind: 'revokeRights', user: named('reporting'), rights: 'all' }],
  ['legacy_api', 'a sign-in closed', { kind: 'close', user: named('legacy_api') }],
]

describe.each(WISHES)('%s, %s', (name, _, intent) => {
  it('reads back as planned, and is undone from Activity to what was true before', async () => {
    const before = await linesOf(name)
    const { auditId, plan } = await carriedOut(intent)
    const planned = afterPlan(before, plan)
    expect(plan.steps.length).toBeGreaterThan(0)
    expect(await linesOf(name)).toEqual(planned)
    const { record, state } = await getActivity(mira, Number(auditId))
    expect(record).toMatchObject({
      outcome: 'done',
      databaseUser: name,
      target: 'orders-prod',
      reason: 'CHG-1',
    })
    expect(record.awsCalls.every(({ action }) => action.startsWith('sql:'))).toBe(true)
    expect(state).toBe('undoable')
    const undo = await reversed(auditId)
    expect(undo.notDone).toEqual([])
    expect(await linesOf(name)).toEqual(before)
  })
})

it('is done again by the undo of its undo', async () => {
  const { auditId } = await carriedOut(creation('bi_again', { template: 'readOnly', schemas: inPublic }))
  const made = await linesOf('bi_again')
  const undo = await reversed(auditId)
  expect(await linesOf('bi_again')).toBeNull()
  expect((await reversed(undo.auditId)).notDone).toEqual([])
  expect(await linesOf('bi_again')).toEqual(made)
})

describe('a user who is removed', () => {
  it('comes back with all that was true of it, where it signed in by IAM', async () => {
    await carriedOut(creation('bi_leaves', { template: 'readOnly', schemas: inPublic }))
    const before = await linesOf('bi_leaves')
    const { auditId } = await carriedOut({ kind: 'remove', user: named('bi_leaves'), reassignTo: null })
    expect(await linesOf('bi_leaves')).toBeNull()
    await reversed(auditId)
    expect(await linesOf('bi_leaves')).toEqual(before)
  })

  it('does not come back where it signed in by a password, and the undo says why', async () => {
    await account.sql(
      "create role old_batch login password 'once'; grant old_batch to gatehouse_ops with admin true, inherit false, set false",
    )
    const { auditId } = await carriedOut({ kind: 'remove', user: named('old_batch'), reassignTo: null })
    const { plan } = await planReversal(mira, { auditId: Number(auditId), kind: 'undo' })
    expect(plan.forGood).toMatch(/cannot be taken back.*password/)
    expect(plan.problems).toEqual([plan.forGood])
    expect(await linesOf('old_batch')).toBeNull()
  })
})

describe('what the screens show', () => {
  it('is read again at once: the new user, and who reaches it', async () => {
    const before = (await loadInventory(homeAccount())).scans[ID.ordersProd]
    await carriedOut(creation('bi_seen'))
    const scan = (await loadInventory(homeAccount())).scans[ID.ordersProd]
    expect(scan?.users.find(({ name }) => name === 'bi_seen')).toMatchObject({
      iamReady: true,
      signIn: 'iam',
    })
    expect(scan?.scannedAt).not.toBe(before?.scannedAt)
  })

  it('can be chosen from at once, names a difference no more once it is mended, and counts no unread target as read', async () => {
    const missing = async () => {
      const { targets, unread, mayChange } = await listDifferences(mira)
      expect(mayChange).toBe(true)
      expect(unread).toContain('analytics-dw')
      expect(targets.map(({ target }) => target.name)).toEqual(['orders-prod'])
      return targets.flatMap(({ differences }) =>
        differences.flatMap(({ kind, databaseUser }) => (kind === 'missing' ? databaseUser : [])),
      )
    }
    expect(await missing()).toContain('orders_svc')
    const { auditId } = await carriedOut(creation('orders_svc'))
    expect(await missing()).not.toContain('orders_svc')
    const { inside, anyHost, longestName, mayChange } = await getUserForm(mira, ordersProd)
    expect(inside?.users).toContainEqual(named('orders_svc'))
    expect(inside?.schemas).toContainEqual(expect.objectContaining({ database: 'orders', name: 'public' }))
    expect([anyHost, longestName, mayChange]).toEqual([null, 63, true])
    expect((await getUserForm(person('reader', ['read']), ordersProd)).mayChange).toBe(false)
    const { statements } = await getActivity(mira, Number(auditId))
    expect(statements).toContain('CREATE USER orders_svc WITH LOGIN;')
  })

  it('names in the entry who gets in by it, as the preview did', async () => {
    const { auditId, plan } = await carriedOut(creation('bi_counted'))
    const { record } = await getActivity(mira, Number(auditId))
    expect(plan.effect.length).toBeGreaterThan(0)
    expect(record.changes).toHaveLength(plan.effect.length)
  })
})

describe('who may', () => {
  const intent = creation('bi_unwanted')

  it('refuses an operator without the capability, who is shown the SQL from the last reading instead', async () => {
    const reader = person('rana', ['read', 'mint', 'grant'])
    const { digest } = (await looked(intent)).plan
    const order = { target: ordersProd, intent, digest, reason: 'CHG-2' }
    await expect(applyUserChange(reader, order)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(
      endSessions(reader, { target: ordersProd, user: named('reporting'), reason: 'x' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const preview = await planUserChange(reader, { target: ordersProd, intent })
    expect(preview).toMatchObject({
      basis: 'scan',
      notHere: { sentence: expect.stringContaining('"users"') },
    })
    const { name, text } = await userScript(reader, { target: ordersProd, intent })
    expect(name).toBe('orders-prod-create-bi_unwanted.sql')
    expect(text).toContain('CREATE USER bi_unwanted')
    expect(await linesOf('bi_unwanted')).toBeNull()
  })

  it('needs a reason on production', async () => {
    const { apply } = await looked(intent)
    await expect(apply(mira, '')).rejects.toMatchObject({
      code: 'invalid',
      fields: { reason: expect.any(String) },
    })
    expect(await linesOf('bi_unwanted')).toBeNull()
  })

  it('says what is missing where no user is set for changes', async () => {
    process.env.GATEHOUSE_ADMIN_USER = ''
    delete process.env.GATEHOUSE_ADMIN_USER
    const { basis, notHere, plan } = await planUserChange(mira, { target: ordersProd, intent })
    const order = { target: ordersProd, intent, digest: plan.digest, reason: 'CHG-3' }
    await expect(applyUserChange(mira, order)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('GATEHOUSE_ADMIN_USER'),
    })
    process.env.GATEHOUSE_ADMIN_USER = 'gatehouse_ops'
    expect({ basis, sentence: notHere?.sentence }).toEqual({
      basis: 'scan',
      sentence: expect.stringContaining('GATEHOUSE_ADMIN_USER'),
    })
  })

  it('offers no SQL that takes away on so little', async () => {
    const reader = person('rana', ['read'])
    const removal: UserIntent = { kind: 'remove', user: named('reporting'), reassignTo: null }
    await expect(planUserChange(reader, { target: ordersProd, intent: removal })).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('not known well enough'),
    })
  })
})
