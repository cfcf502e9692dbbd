import type { WorldBuilder } from '@/lib/simulator/world/builder'
import { connect, connectArn, denyConnect, MFA, policy } from '@/lib/simulator/world/statements'

const TENANTS = 200
const NAMED_BY_EACH = 12

const tenant = (number: number) => `tenant_${String(number % TENANTS).padStart(3, '0')}`

/**
 * `delta-api-3`, the one target that every team shares: a database user for each tenant, which makes the widest matrix.
 */
export const WAREHOUSE = { region: 'eu-west-1', resourceId: 'db-23XV7TX6PHSZ3GRPQFIOPFAFAD' }

/** What a team may do in the warehouse; its policy's name. */
export function addWarehousePolicy(builder: WorldBuilder, team: string, number: number): string {
  const name = `${team}-warehouse`
  const arn = (user: string) => connectArn(WAREHOUSE.resourceId, user, WAREHOUSE.region)
  const users = Array.from({ length: NAMED_BY_EACH }, (_, index) => tenant(number * 10 + index * 17))
  const condition = number % 5 === 2 ? MFA : undefined
  const statements = [connect('Tenants', users.map(arn), condition)]
  if (number % 7 === 3) statements.push(connect('Hundred', arn('tenant_1*')))
  if (number % 6 === 4)
    statements.push(denyConnect('NotThese', [tenant(number * 10), tenant(number * 3)].map(arn)))
  builder.policy(name, [policy(...statements)])
  return name
}
