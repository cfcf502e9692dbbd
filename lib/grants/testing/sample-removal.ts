import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
import type { RemovalWish, WayId } from '@/lib/grants/removal/removal-wish'
import { workOutRemoval } from '@/lib/grants/removal/work-out-removal'
import type { PolicySource } from '@/lib/iam/index'
import { analyticsId, connectResource, ordersId } from './sample-account'

/** Database users of two targets, and who may hold which policy there. */
export const app = connectResource(ordersId, 'app')
export const metrics = connectResource(ordersId, 'metrics')
export const anyUser = connectResource(ordersId, '*')
export const ready = { [ordersId]: ['app', 'metrics'], [analyticsId]: ['app'] }

export const inline = (owner: string, name: string, ...statements: unknown[]): PolicySource => ({
  id: `${owner}#${name}`,
  name,
  kind: 'inline',
  versionId: null,
  text: JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2),
})
export const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`
export const groupArn = 'arn:aws:iam::111122223333:group/devs'
export const administrator: PolicySource = {
  id: 'arn:aws:iam::aws:policy/AdministratorAccess',
  name: 'AdministratorAccess',
  kind: 'awsManaged',
  versionId: 'v1',
  text: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  }),
}
export const devs = (members: Principal[], policyIds: string[]): Inventory['groups'] => [
  { name: 'devs', arn: groupArn, policyIds, memberArns: members.map(({ arn }) => arn) },
]

export function plan(account: Inventory, who: Principal, way: WayId | null = null, databaseUser = 'app') {
  const wish: RemovalWish = {
    principalArn: who.arn,
    accountId: account.accountId,
    region: 'us-east-1',
    resourceId: ordersId,
    databaseUser,
    way,
  }
  return workOutRemoval(wish, compileAccess(account))
}
