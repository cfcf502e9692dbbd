import { AWS_MANAGED, addAwsManagedPolicies } from '@/lib/simulator/world/aws-managed-policies'
import { WorldBuilder } from '@/lib/simulator/world/builder'
import { addGatehouse } from '@/lib/simulator/world/cast-gatehouse'
import { ADMINISTRATOR_KEY } from '@/lib/simulator/world/cast-users'
import { addTeamPolicies, ownGrant, type TeamPolicies } from '@/lib/simulator/world/large-policies'
import { addLargeTargets, type LargeTarget } from '@/lib/simulator/world/large-targets'
import { addWarehousePolicy } from '@/lib/simulator/world/large-warehouse'
import { Random } from '@/lib/simulator/world/random'
import {
  ACCOUNT,
  connect,
  denyConnect,
  policy,
  serviceTrust,
  trustStatement,
} from '@/lib/simulator/world/statements'
import { emptyWorld, type World } from '@/lib/simulator/world/world'

interface Team {
  name: string
  targets: LargeTarget[]
  policies: TeamPolicies
  /** Its policy for the target that all teams share. */
  warehouse: string
}

/** Of ten roles, this many work in the warehouse. */
const IN_WAREHOUSE = 7

const NAMES = [
  'atlas',
  'birch',
  'cedar',
  'delta',
  'ember',
  'fjord',
  'grove',
  'haven',
  'inlet',
  'junco',
  'koala',
  'lotus',
]
const SERVICES = [
  'ecs-tasks.amazonaws.com',
  'lambda.amazonaws.com',
  'ec2.amazonaws.com',
  'pods.eks.amazonaws.com',
]

/** The same account at every start: `principals` users and roles beside the dashboard's own role, `targets` targets. */
export function largeAccount(options: { targets?: number; principals?: number; seed?: number } = {}): World {
  const { targets = 300, principals = 5000, seed = 7 } = options
  const random = new Random(seed)
  const world = emptyWorld(ACCOUNT, { alias: 'larkspur-group' })
  const builder = new WorldBuilder(world)
  addAwsManagedPolicies(builder)
  addGatehouse(builder)
  const names = Array.from({ length: Math.max(1, Math.ceil(principals / 84)) }, (_, n) => {
    return `${NAMES[n % NAMES.length]}${n < NAMES.length ? '' : Math.floor(n / NAMES.length)}`
  })
  const all = addLargeTargets(world, names, targets, random)
  const teams = names.map((name, number) => ({
    ...addTeam(builder, name, all, random),
    warehouse: addWarehousePolicy(builder, name, number),
  }))
  addShared(builder)
  builder.user('jonas.lindqvist', { groups: ['administrators'], accessKeys: [ADMINISTRATOR_KEY] })
  builder.role('proxy-secrets', { trust: serviceTrust('rds.amazonaws.com') })
  for (let index = 2; index < principals; index++) {
    const team = teams[index % teams.length]
    if (team) addPrincipal(builder, team, index, random)
  }
  return world
}

function addTeam(builder: WorldBuilder, name: string, all: readonly LargeTarget[], random: Random) {
  const targets = all.filter(({ team }) => team === name)
  const policies = addTeamPolicies(builder, name, targets, random)
  builder.group(`${name}-engineers`, { attached: [policies.read] })
  return { name, targets, policies }
}

function addShared(builder: WorldBuilder): void {
  builder.group('administrators', { attached: [AWS_MANAGED.administrator] })
  builder.group('leavers', { inline: { 'no-databases': policy(denyConnect('Leaving', '*')) } })
  builder.policy('workload-boundary', [
    policy(connect('Databases', '*'), { Effect: 'Allow', Action: ['s3:*', 'sqs:*', 'kms:*'], Resource: '*' }),
  ])
  builder.policy('storage-only-boundary', [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })])
}

function addPrincipal(builder: WorldBuilder, team: Team, index: number, random: Random): void {
  const inline =
    team.targets.length > 0 && random.chance(0.3) ? { own: ownGrant(random.pick(team.targets), random) } : {}
  const tags = { team: team.name, env: random.pick(['production', 'staging']) }
  if (random.chance(0.08)) {
    const groups = [`${team.name}-engineers`, ...(random.chance(0.05) ? ['leavers'] : [])]
    builder.user(`${team.name}.user${index}`, { groups, inline, tags })
    return
  }
  const { read, write, others } = team.policies
  const attached = [...random.some(others, random.integer(4)), ...(random.chance(0.4) ? [read] : [])]
  if (random.chance(0.15)) attached.push(write)
  if (Math.floor(index / 7) % 10 < IN_WAREHOUSE) attached.push(team.warehouse)
  if (random.chance(0.005)) attached.push(AWS_MANAGED.powerUser)
  const person = random.chance(0.3)
  builder.role(`${person ? 'eng' : 'svc'}-${team.name}-${index}`, {
    trust: person
      ? policy(trustStatement(`arn:aws:iam::${ACCOUNT}:root`))
      : serviceTrust(random.pick(SERVICES)),
    attached,
    inline,
    tags,
    ...(random.chance(0.1) ? { boundary: random.pick(['workload-boundary', 'storage-only-boundary']) } : {}),
  })
}
