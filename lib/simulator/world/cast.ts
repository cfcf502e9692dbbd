import { addAwsManagedPolicies } from '@/lib/simulator/world/aws-managed-policies'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { addGatehouse } from '@/lib/simulator/world/cast-gatehouse'
import { addOrganization } from '@/lib/simulator/world/cast-organization'
import { addPeople } from '@/lib/simulator/world/cast-people'
import { addCastTargets } from '@/lib/simulator/world/cast-targets'
import { addTraps } from '@/lib/simulator/world/cast-traps'
import { addUsers } from '@/lib/simulator/world/cast-users'
import { addWorkloads } from '@/lib/simulator/world/cast-workloads'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import { emptyWorld, type World } from '@/lib/simulator/world/world'

/** The account that everyone learns: README.md tells who they are. */
export function smallCast(options: { now?: Date } = {}): World {
  const world = emptyWorld(ACCOUNT, { alias: 'larkspur-prod' })
  addCastTargets(world, options.now ?? new Date())
  const builder = new WorldBuilder(world)
  addAwsManagedPolicies(builder)
  addGatehouse(builder)
  addPeople(builder)
  addWorkloads(builder)
  addTraps(builder)
  addUsers(builder)
  addOrganization(builder)
  return world
}
