import { addAwsManagedPolicies } from '@/lib/simulator/world/aws-managed-policies'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { addGatehouse } from '@/lib/simulator/world/cast-gatehouse'
import { addPeople } from '@/lib/simulator/world/cast-people'
import { addCastTargets } from '@/lib/simulator/world/cast-targets'
import { addTraps } from '@/lib/simulator/world/cast-traps'
import { addUsers } from '@/lib/simulator/world/cast-users'
import { addWorkloads } from '@/lib/simulator/world/cast-workloads'
import { ACCOUNT, denyConnect, policy } from '@/lib/simulator/world/statements'
import { emptyWorld, type World } from '@/lib/simulator/world/world'

/** The account that everyone learns: README.md tells who they are. */
export function smallCast(options: { now?: Date } = {}): World {
  const world = emptyWorld(ACCOUNT, { alias: 'larkspur-prod' })
  world.organizationId = 'o-7qk4m2xvn5'
  addCastTargets(world, options.now ?? new Date())
  const builder = new WorldBuilder(world)
  addAwsManagedPolicies(builder)
  addGatehouse(builder)
  addPeople(builder)
  addWorkloads(builder)
  addTraps(builder)
  addUsers(builder)
  addGuardrails(world)
  return world
}

/** Not readable from inside the account: only SimulatePrincipalPolicy and a refused login betray it. */
function addGuardrails(world: World): void {
  const everything = {
    id: 'p-FullAWSAccess',
    name: 'FullAWSAccess',
    text: JSON.stringify(policy({ Effect: 'Allow', Action: '*', Resource: '*' })),
  }
  const guardrail = {
    id: 'p-4x7qzv5n',
    name: 'org-data-guardrail',
    text: JSON.stringify(
      policy(
        denyConnect('NoOncallUsersForWorkloads', 'arn:aws:rds-db:*:*:dbuser:*/oncall_*', {
          ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/data/*' },
        }),
      ),
    ),
  }
  world.scpLevels = [[everything], [everything, guardrail]]
}
