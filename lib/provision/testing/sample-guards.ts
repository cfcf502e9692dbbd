import type { Target } from '@/lib/access/model/target'
import { ordersId, target } from '@/lib/grants/testing/sample-account'
import type { UserIntent } from '../user-intent'
import type { Guard, ServerState } from '../user-plan'
import {
  administrator,
  databaseUser,
  mysqlState,
  planOf,
  postgresState,
  rights,
  sampleAccess,
} from './sample-state'

export const user = { name: 'jane', host: null }
export const jane = databaseUser('jane')
export const facts = ['exists', 'may sign in', 'SELECT on every table of public in orders']
export const there = (changes: Partial<ServerState> = {}, own = jane) =>
  postgresState({ users: [...postgresState().users, own], facts, ...changes })
export const thereOnMysql = (changes: Partial<ServerState> = {}, own = databaseUser('jane', { host: '%' })) =>
  mysqlState({
    users: [own],
    facts: ['exists', 'may sign in', 'signs in by caching_sha2_password'],
    ...changes,
  })
export const ready: UserIntent = { kind: 'makeReady', user, despite: [] }
export const remove: UserIntent = { kind: 'remove', user, reassignTo: null }
export const close: UserIntent = { kind: 'close', user }
export const end: UserIntent = { kind: 'endSessions', user }
export const revoke: UserIntent = { kind: 'revokeRights', user, rights: 'all' }
export const read: UserIntent = { kind: 'addRights', user, rights: rights({ direct: true }) }
export const on = (intent: UserIntent, name: string): UserIntent =>
  ({ ...intent, user: { name, host: null } }) as UserIntent
export const ops = (changes: Parameters<typeof administrator>[0]) => ({
  administrator: administrator(changes),
})
export const mayChange = administrator({ adminOf: ['rds_iam', 'jane'] })
export const member = (name: string): UserIntent => ({
  kind: 'addRights',
  user,
  rights: rights({ template: 'role', of: { name, host: null } }),
})
export const proxy = (databaseAuth: 'secret' | 'iam') =>
  target('gate', 'prx-1', {
    kind: 'proxy',
    iamAuth: { state: 'viaProxy', accepted: true, reason: null },
    proxy: {
      ...{ clientAuth: 'required', requireTls: true, databaseAuth, roleArn: null },
      targets: [{ name: 'orders-prod', resourceId: ordersId, health: 'AVAILABLE' }],
    },
  })

export function guardOf(
  id: string,
  intent: UserIntent,
  state: ServerState,
  own: Target,
  others: Target[] = [],
): Guard | undefined {
  return planOf(intent, state, own, sampleAccess(own, others)).guards.find(guard => guard.id === id)
}
