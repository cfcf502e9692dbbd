import 'server-only'
import type { AuditAction, AuditOutcome } from './audit-entry'
import { AUDIT_COLUMNS, type AuditRow, toRecord } from './audit-row'
import { records } from './pool'

/** RDS took it. One that is only announced may never have reached it. */
export const REACHED_RDS: readonly AuditOutcome[] = ['done', 'running', 'partial']

const SETTLED: AuditAction = 'seeSwitchSettle'

/**
 * Of each target the newest entry that set its switch, whatever verb wrote it, unless a later one says that RDS has settled.
 * Its `after` holds `iamAuth`, and `when` unless it is from before that was written.
 */
export async function switchesNotSettled(accountId: string, resourceIds: readonly string[]) {
  const { rows } = await (await records()).query<AuditRow>(
    `select * from (
        select distinct on (resource_id) ${AUDIT_COLUMNS}, action from gatehouse.audit
        where account_id = $1 and resource_id = any($2) and outcome = any($3)
          and (action = $4 or entry -> 'after' ->> 'iamAuth' in ('on', 'off'))
        order by resource_id, audit.id desc
      ) newest where action <> $4`,
    [accountId, resourceIds, REACHED_RDS, SETTLED],
  )
  return rows.map(toRecord)
}

/** How long the last switches took until RDS had settled them, newest first, in milliseconds. */
export async function switchTimes(accountId: string, most: number): Promise<number[]> {
  const { rows } = await (await records()).query<{ took: number }>(
    `select (entry -> 'after' ->> 'tookMs')::float8 as took from gatehouse.audit
      where account_id = $1 and action = $2 and entry -> 'after' ->> 'tookMs' is not null
      order by audit.id desc limit $3`,
    [accountId, SETTLED, most],
  )
  return rows.map(({ took }) => took)
}
