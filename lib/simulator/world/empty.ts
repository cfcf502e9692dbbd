import { addAwsManagedPolicies } from '@/lib/simulator/world/aws-managed-policies'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { addGatehouse } from '@/lib/simulator/world/cast-gatehouse'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import { emptyWorld, type World } from '@/lib/simulator/world/world'

/** Nothing but the dashboard's own role: no target in any Region. */
export function emptyAccount(): World {
  const world = emptyWorld(ACCOUNT, { alias: 'larkspur-new' })
  const builder = new WorldBuilder(world)
  addAwsManagedPolicies(builder)
  addGatehouse(builder)
  return world
}
