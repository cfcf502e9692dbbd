import 'server-only'
import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { readTarget } from '@/lib/aws/rds-target'
import { signAuthToken } from '@/lib/aws/sign-auth-token'
import { callerCredentials } from '@/lib/aws/sts'
import { settings } from '@/lib/config/env'
import type { Login } from '@/lib/databases/connection'
import type { UserAdapter } from '@/lib/databases/user-adapter'
import { USER_ADAPTERS } from '@/lib/databases/user-adapters'
import { AppError } from '@/lib/errors'
import { loadReading } from '@/lib/services/account/load-inventory'

export type Server = Pick<Target, 'region' | 'resourceId'>

interface WayIn {
  adapter: UserAdapter
  login: Login
}

/** Why nothing can be changed inside this server from here, in one sentence; null: it can be tried. */
export function noWayInside(target: Target): string | null {
  const { adminUser } = settings()
  if (target.kind === 'proxy') return `${target.name} is a proxy: users are made in the database behind it.`
  if (USER_ADAPTERS[target.family] === null)
    return `Gatehouse does not change users of ${target.engineLabel}. Run the SQL by hand.`
  if (adminUser === null)
    return 'No database user is set for changes. Make one that may create users, name it in GATEHOUSE_ADMIN_USER and start Gatehouse again, or run the SQL by hand.'
  if (!target.iamAuth.accepted)
    return `IAM authentication is off on ${target.name}, and Gatehouse signs in by token only. Turn it on first, or run the SQL by hand.`
  if (!target.endpoint) return `${target.name} has no endpoint now: its status is ${target.status}.`
  return null
}

async function targetOf(account: Account, { region, resourceId }: Server): Promise<Target> {
  const { targets } = await loadReading(account)
  const known = targets.find(one => one.region === region && one.resourceId === resourceId)
  return known ?? readTarget(account, region, resourceId)
}

/**
 * Signs in by a token of the server's own role as GATEHOUSE_ADMIN_USER: on a cluster at its writer.
 * @param database null: the one that every server of the family has
 */
export async function asAdministrator<T>(
  account: Account,
  server: Server,
  database: string | null,
  work: (wayIn: WayIn) => Promise<T>,
): Promise<T> {
  const target = await targetOf(account, server)
  const why = noWayInside(target)
  const adapter = USER_ADAPTERS[target.family]
  const { adminUser } = settings()
  const { endpoint, region } = target
  if (why !== null || !adapter || !endpoint || adminUser === null)
    throw new AppError('invalid', `${why ?? ''} Nothing was changed.`.trim())
  const credentials = await callerCredentials(account)
  const secret = await signAuthToken(account, { endpoint, region, databaseUser: adminUser, credentials })
  const credential = { kind: 'token', secret } as const
  const databaseName = database ?? databaseNameOf(target)
  return work({ adapter, login: { endpoint, databaseUser: adminUser, databaseName, credential } })
}
