import 'server-only'
import { databaseNameOf, familyOf } from '@/lib/access/model/engine-family/engine-families'
import { connectArn } from '@/lib/access/model/target'
import { findTarget } from '@/lib/access/reading/find-target'
import { settings } from '@/lib/config/env'
import { byHandCommand } from '@/lib/connect/by-hand-command'
import { ENGINE_ADAPTERS } from '@/lib/databases/engine-adapters'
import { assertCan, can } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

/** How the users of one target can become known, and by whom. */
export interface ReadingWays {
  /** Whether the person who asks may read at all. */
  mayRead: boolean
  /** What opens the way by token; null: this engine is not signed in to. */
  token: { user: string; isSet: boolean; sql: string | null; policy: string } | null
  /** Whose password RDS keeps; null: it keeps none. */
  master: { username: string; secretArn: string } | null
  byHand: { how: string; sql: string; command: string | null } | null
}

/** Named in what is offered to copy, where no user is set yet. */
const SUGGESTED_USER = 'gatehouse_scan'

/** Asked of no AWS and of no database: what can be offered for this target. */
export async function getReadingWays(context: Context, ref: TargetRef): Promise<ReadingWays> {
  assertCan(context, 'read')
  const target = findTarget(await loadReading(context.account), ref)
  const adapter = target.kind === 'proxy' ? null : ENGINE_ADAPTERS[target.family]
  const { scanUser } = settings()
  const user = scanUser ?? SUGGESTED_USER
  const { endpoint, masterUsername, masterSecretArn } = target
  const statement = { Effect: 'Allow', Action: 'rds-db:connect', Resource: connectArn(target, user) }
  return {
    mayRead: can(context, 'mint') || can(context, 'users'),
    token: adapter && {
      user,
      isSet: scanUser !== null,
      sql: familyOf(target).sql?.makeReader(user) ?? null,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2),
    },
    master:
      adapter && masterSecretArn ? { username: masterUsername ?? '', secretArn: masterSecretArn } : null,
    byHand: adapter?.byHand
      ? {
          how: adapter.byHand.how,
          sql: adapter.byHand.sql,
          command:
            endpoint && byHandCommand(target.family, { endpoint, databaseName: databaseNameOf(target) }),
        }
      : null,
  }
}
