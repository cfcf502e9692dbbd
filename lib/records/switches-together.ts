import 'server-only'
import { TOGETHER } from './audit-conditions'
import type { AuditRecord } from './audit-entry'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { records } from './pool'
import { storableWords } from './storable-entry'

export interface SwitchedPart {
  region: string
  resourceId: string
  name: string
  /** Of its plan, as it was looked at. */
  digest: string
  gains: number
  losses: number
}

export interface LeftOut {
  region: string
  resourceId: string
  name: string
  /** Why, in a sentence, as the preview said it. */
  refusal: string
}

/** One change of many parts, as it was decided. */
export interface SwitchesTogether {
  id: string
  accountId: string
  desired: 'on' | 'off'
  moment: 'now' | 'window'
  reason: string
  begunBy: string
  parts: SwitchedPart[]
  leftOut: LeftOut[]
}

export interface RecordedSwitches extends SwitchesTogether {
  /** ISO 8601, UTC. */
  begunAt: string
  stopped: string | null
}

/** The name of the lock that is held while somebody carries it out. */
export const togetherLock = (id: string) => `switches ${id}`

export async function recordSwitches(change: SwitchesTogether): Promise<void> {
  const { accountId, id, desired, moment, reason, begunBy } = change
  const [parts, leftOut] = [JSON.stringify(change.parts), JSON.stringify(change.leftOut)]
  await (await records()).query(
    `insert into gatehouse.switches_together (account_id, id, desired, moment, reason, begun_by, parts, left_out)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [accountId, id, desired, moment, storableWords(reason), begunBy, parts, leftOut],
  )
}

export async function loadSwitches(accountId: string, id: string): Promise<RecordedSwitches | null> {
  const { rows } = await (await records()).query<Omit<RecordedSwitches, 'begunAt'> & { begunAt: Date }>(
    `select id, account_id as "accountId", desired, moment, reason, begun_by as "begunBy",
        begun_at as "begunAt", parts, left_out as "leftOut", stopped
      from gatehouse.switches_together where account_id = $1 and id = $2`,
    [accountId, id],
  )
  const [row] = rows
  return row ? { ...row, begunAt: row.begunAt.toISOString() } : null
}

/** Null: it goes on. */
export async function saySwitchesStopped(
  accountId: string,
  id: string,
  stopped: string | null,
): Promise<void> {
  await (await records()).query(
    'update gatehouse.switches_together set stopped = $3 where account_id = $1 and id = $2',
    [accountId, id, stopped && storableWords(stopped)],
  )
}

/** Every entry of its parts, oldest first. */
export async function entriesOfSwitches(accountId: string, id: string): Promise<AuditRecord[]> {
  const { rows } = await (await records()).query<AuditRow>(
    `select ${AUDIT_COLUMNS} from gatehouse.audit
      where account_id = $1 and ${TOGETHER} = $2 order by audit.id`,
    [accountId, id],
  )
  return rows.map(toRecord)
}
