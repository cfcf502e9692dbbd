import { beforeAll, expect, it } from 'vitest'
import { appendAudit } from '@/lib/records/audit'
import { type AuditEntry, BLANK_ENTRY } from '@/lib/records/audit-entry'
import { exportActivity } from '@/lib/services/activity/export-activity'
import { listChanges } from '@/lib/services/activity/list-changes'
import { accountUnderChange } from '@/lib/services/testing/account-under-change'
import { mira } from '@/lib/services/testing/kinds-of-write'
import { ACCOUNT } from '@/lib/simulator/world/statements'

accountUnderChange()

const switched = (target: string, change: Partial<AuditEntry> = {}): AuditEntry => ({
  ...BLANK_ENTRY,
  actor: 'mira',
  action: 'turnOffIamAuth',
  accountId: ACCOUNT,
  target,
  resourceId: `db-${target}`,
  targetRegion: 'us-east-1',
  after: { together: 'c-1' },
  detail: '',
  ...change,
})

const shown = async (filter: Partial<Parameters<typeof listChanges>[1]> = {}) => {
  const { records, changes } = await listChanges(mira, { limit: 50, ...filter })
  return records.map(record => [record.target, changes.get(record.id)?.entries.map(({ target }) => target)])
}

beforeAll(async () => {
  await appendAudit(switched('orders'))
  await appendAudit(switched('alone', { after: null }))
  await appendAudit(switched('billing', { outcome: 'failed' }))
  await appendAudit(switched('users', { after: { together: 'c-2' } }))
})

it('shows the parts of one change as one, in the place of the newest; one part alone is an entry', async () => {
  expect(await shown()).toEqual([
    ['users', undefined],
    ['billing', ['billing', 'orders']],
    ['alone', undefined],
  ])
})

it('finds a change by any of its parts and shows all of them', async () => {
  expect(await shown({ search: 'orders' })).toEqual([['orders', ['billing', 'orders']]])
  expect(await shown({ outcome: 'failed' })).toEqual([['billing', ['billing', 'orders']]])
  expect(await shown({ together: 'c-1' })).toEqual([['billing', ['billing', 'orders']]])
})

it('turns the page without telling a change twice', async () => {
  const { records } = await listChanges(mira, { limit: 2 })
  expect(await shown({ beforeId: records[1]?.id ?? 0 })).toEqual([['alone', undefined]])
})

it('exports a change with all its parts', async () => {
  const { entries } = await exportActivity(mira, { together: 'c-1' }, { asWritten: false })
  expect(entries.map(({ target }) => target)).toEqual(['billing', 'orders'])
})
