import 'server-only'
import type { DatabaseSchema } from '@/lib/access/model/database-user'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { isProduction, productionInWords } from '@/lib/access/model/production'
import { findTarget } from '@/lib/access/reading/find-target'
import { assertCan, can } from '@/lib/operator/operator'
import { accountOf } from '@/lib/provision/account-of'
import type { UserName } from '@/lib/provision/user-intent'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { Context } from '@/lib/services/context'

/** What a change of a database user can be chosen from, as last read. */
export interface UserForm {
  target: TargetRef & { name: string; engineLabel: string }
  /** `%`, where a user is one of a host; null: the engine knows none. */
  anyHost: string | null
  /** In letters; null: not known. */
  longestName: number | null
  /** Null: the database was not read. */
  inside: { users: UserName[]; roles: UserName[]; schemas: DatabaseSchema[] } | null
  /** Why a reason is asked for, after the name of the target; null: it is not. */
  production: string | null
  mayChange: boolean
}

const nameOf = ({ name, host }: UserName): UserName => ({ name, host })

/** Asked of no database: the plan looks inside by itself. */
export async function getUserForm(context: Context, ref: TargetRef): Promise<UserForm> {
  assertCan(context, 'read')
  const reading = await loadReading(context.account)
  const target = findTarget(reading, ref)
  const scan = reading.scans[target.resourceId]
  const { longestUserName } = familyOf(target)
  const { name, engineLabel } = target
  return {
    target: { ...ref, name, engineLabel },
    anyHost: accountOf(target.family, { name: 'x', host: null }).host,
    longestName: Number.isFinite(longestUserName) ? longestUserName : null,
    inside: scan
      ? { users: scan.users.map(nameOf), roles: scan.roles.map(nameOf), schemas: scan.schemas }
      : null,
    production: isProduction(target) ? productionInWords(target) : null,
    mayChange: can(context, 'users'),
  }
}
