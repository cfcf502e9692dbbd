import type { ActorKind, AuditAction, AuditOutcome } from './audit-entry'

export interface AuditFilter {
  from?: Date
  until?: Date
  /** Of this account, and of none; null: only of none. Absent: the whole log, whoever's. */
  accountId?: string | null
  actor?: string
  /** Of whoever wrote it. */
  actorKind?: ActorKind
  action?: AuditAction
  outcome?: AuditOutcome
  resourceId?: string
  /** Names of one principal: entries that it was the subject of, or whose effect names it. */
  principal?: readonly string[]
  search?: string
  /** The parts of one change. */
  together?: string
  /** Announcements too, of which another entry says what came of them: the whole chain. */
  asWritten?: boolean
  /** Of the parts of one change that match, the newest alone: it stands for them. */
  asOne?: boolean
  limit: number
  /** Only entries older than this one: the next page. `total` and `perDay` do not heed it. */
  beforeId?: number
}

const FIELDS = ['actor', 'target', 'databaseUser', 'principal', 'reason', 'detail', 'resourceId']

/** By its number as well, as receipts and messages say it: its own, or that of the announcement that it tells the end of. */
const SEARCHED = [
  "'entry ' || audit.id",
  "'entry ' || (entry ->> 'intention')",
  ...FIELDS.map(field => `entry ->> '${field}'`),
].join(', ')

/** What was announced stands in the entry that says what came of it; alone as long as there is none, whatever other tables say. */
export const SHOWN = `(outcome <> 'intended' or not exists (select from gatehouse.audit told
  where told.entry ? 'intention' and (told.entry ->> 'intention')::bigint = audit.id))`

/** Which change of several parts an entry belongs to, as SQL. */
export const TOGETHER = "entry -> 'after' ->> 'together'"

/** All that an entry names: its own, of several with a comma and a blank between, and those whose access changed. */
const PRINCIPALS = `(string_to_array(coalesce(entry ->> 'principal', ''), ', ')
  || array(select changed ->> 'principal' from jsonb_array_elements(coalesce(entry -> 'changes', '[]')) changed))`

/** A filter as SQL; what a person typed travels as a value, and % and _ in it mean themselves. */
export function auditConditions(filter: AuditFilter): { where: string; values: unknown[] } {
  const search = filter.search?.trim().replace(/[\\%_]/g, '\\$&')
  const wanted: [string, unknown][] = [
    ['at >= ?', filter.from],
    ['at < ?', filter.until],
    ['(account_id = ? or account_id is null)', filter.accountId],
    ['actor = ?', filter.actor],
    ['actor_kind = ?', filter.actorKind],
    ['action = ?', filter.action],
    ['outcome = ?', filter.outcome],
    ['resource_id = ?', filter.resourceId],
    [`${TOGETHER} = ?`, filter.together],
    [`${PRINCIPALS} && ?::text[]`, filter.principal],
    [`concat_ws(' ', ${SEARCHED}) ilike ?`, search && `%${search}%`],
  ]
  const given = wanted.filter(([, value]) => value !== undefined && value !== '')
  return {
    where: [
      filter.asWritten ? 'true' : SHOWN,
      ...given.map(([condition], index) => condition.replace('?', `$${index + 1}`)),
    ].join(' and '),
    values: given.map(([, value]) => value),
  }
}
