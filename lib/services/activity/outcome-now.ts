import 'server-only'
import { z } from 'zod'
import type { AccountReading } from '@/lib/access/model/inventory'
import { settled } from '@/lib/access/switch/iam-auth'
import type { Account } from '@/lib/account'
import type { AuditRecord } from '@/lib/records/audit-entry'
import { followMoving } from '@/lib/services/account/follow-target'
import { knownReading } from '@/lib/services/account/reading-cache'

const switchedTo = z.object({ iamAuth: z.enum(['on', 'off']) })

/** RDS took it. One that is only announced may never have reached it. */
const REACHED_RDS: ReadonlySet<AuditRecord['outcome']> = new Set(['done', 'running', 'partial'])

function isSwitch({ after, outcome }: AuditRecord): boolean {
  return REACHED_RDS.has(outcome) && switchedTo.safeParse(after).success
}

function isOver(record: AuditRecord, newer: AuditRecord[], inventory: AccountReading | null): boolean {
  if (newer.some(item => item.resourceId === record.resourceId && isSwitch(item))) return true
  const asked = switchedTo.safeParse(record.after)
  const target = inventory?.targets.find(({ resourceId }) => resourceId === record.resourceId)
  return asked.success && target !== undefined && settled(target, asked.data.iamAuth)
}

/**
 * An entry never changes, so "running" stands in it for ever: whether a switch has settled since is asked of the target.
 * Newest first, as listed.
 */
export async function withOutcomeNow(account: Account, records: AuditRecord[]): Promise<AuditRecord[]> {
  const running = records.filter(record => record.outcome === 'running' && isSwitch(record))
  if (running.length === 0) return records
  const known = knownReading(account)
  const named = new Set(running.map(({ resourceId }) => resourceId))
  const among = known?.targets.filter(({ resourceId }) => named.has(resourceId)) ?? []
  const inventory = known && (await followMoving(account, known, among))
  return records.map((record, index) =>
    running.includes(record) && isOver(record, records.slice(0, index), inventory)
      ? { ...record, outcome: 'done' as const }
      : record,
  )
}
