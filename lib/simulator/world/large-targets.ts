import type { Random } from '@/lib/simulator/world/random'
import { RdsBuilder } from '@/lib/simulator/world/rds-builder'
import { ACCOUNT, roleArn } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

export interface LargeTarget {
  resourceId: string
  region: string
  team: string
  users: string[]
}

const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1']
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const PURPOSES = ['api', 'core', 'events', 'history', 'reports', 'search', 'sync', 'jobs']
const USERS = ['app_ro', 'app_rw', 'migrator', 'reporting', 'metrics', 'support', 'etl', 'oncall']
const VERSIONS = {
  postgres: ['14.13', '15.7', '16.4'],
  mysql: ['8.0.36', '8.0.39'],
  mariadb: ['10.5.26', '10.11.9'],
}

export function addLargeTargets(
  world: World,
  teams: readonly string[],
  count: number,
  random: Random,
): LargeTarget[] {
  const builders = REGIONS.map(region => ({ region, builder: new RdsBuilder(world, region) }))
  return Array.from({ length: count }, (_, index) => {
    const { region, builder } = random.pick(builders)
    const team = teams[index % teams.length] ?? 'platform'
    const identifier = `${team}-${PURPOSES[Math.floor(index / teams.length) % PURPOSES.length]}-${index}`
    const kind = random.next()
    const tags = { owner: team, environment: random.pick(['production', 'staging']) }
    const resourceId = addOne(builder, identifier, kind, tags, random)
    return { resourceId, region, team, users: random.some(USERS, 3 + random.integer(5)) }
  })
}

function addOne(
  builder: RdsBuilder,
  name: string,
  kind: number,
  tags: Record<string, string>,
  random: Random,
): string {
  const iamAuth = random.chance(0.7)
  if (kind < 0.08) return addProxy(builder, name, tags, random)
  if (kind < 0.28) return addCluster(builder, name, { iamAuth, tags }, random)
  const engine = random.pick(['postgres', 'postgres', 'postgres', 'mysql', 'mysql', 'mariadb'] as const)
  const engineVersion = random.pick(VERSIONS[engine])
  const supported = engineVersion !== '10.5.26'
  const resourceId = `db-${random.letters(BASE32, 26)}`
  const settings = { engineVersion, iamAuth: iamAuth && supported, instanceClass: 'db.r6g.large' }
  builder.instance({ identifier: name, resourceId, engine, settings, tags })
  return resourceId
}

function addCluster(
  builder: RdsBuilder,
  identifier: string,
  { iamAuth, tags }: { iamAuth: boolean; tags: Record<string, string> },
  random: Random,
): string {
  const resourceId = `cluster-${random.letters(BASE32, 26)}`
  const postgres = random.chance(0.6)
  const engine = postgres ? 'aurora-postgresql' : 'aurora-mysql'
  const engineVersion = postgres ? '15.8' : '8.0.mysql_aurora.3.07.1'
  const cluster = builder.cluster({
    identifier,
    resourceId,
    engine,
    settings: { engineVersion, iamAuth },
    tags,
  })
  for (const number of [1, 2]) {
    builder.member(cluster, `${identifier}-${number}`, `db-${random.letters(BASE32, 26)}`, 'db.r6g.xlarge')
  }
  return resourceId
}

function addProxy(builder: RdsBuilder, name: string, tags: Record<string, string>, random: Random): string {
  const resourceId = `prx-${random.letters('0123456789abcdef', 17)}`
  const instances = [...builder.region.instances.values()].filter(({ engine }) => engine === 'postgres')
  const target = instances.length > 0 ? random.pick(instances).identifier : null
  builder.proxy({
    name,
    resourceId,
    engineFamily: 'POSTGRESQL',
    roleArn: roleArn('proxy-secrets'),
    auth: [
      {
        secretArn: `arn:aws:secretsmanager:us-east-1:${ACCOUNT}:secret:${name}`,
        iamAuth: 'REQUIRED',
        description: '',
        userName: null,
      },
    ],
    targets: target ? [{ instance: target, cluster: null, health: 'AVAILABLE' }] : [],
    tags,
  })
  return resourceId
}
