import { WorldBuilder } from '@/lib/simulator/world/builder'
import type { IamEntity } from '@/lib/simulator/world/iam-world'
import { largeAccount } from '@/lib/simulator/world/large'
import { Random } from '@/lib/simulator/world/random'
import { ACCOUNT, policy } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

const AWS_MANAGED = 1_500
const SERVICES = [
  's3',
  'sqs',
  'sns',
  'dynamodb',
  'kms',
  'logs',
  'ecs',
  'ecr',
  'states',
  'events',
  'glue',
  'athena',
]
const VERBS = [
  'Get',
  'List',
  'Put',
  'Describe',
  'Create',
  'Delete',
  'Update',
  'Tag',
  'Start',
  'Stop',
  'Batch',
]
const NOUNS = [
  'Object',
  'Item',
  'Queue',
  'Topic',
  'Stream',
  'Execution',
  'Cluster',
  'Service',
  'Rule',
  'Table',
  'Job',
]

function actions(service: string, count: number, random: Random): string[] {
  return Array.from({ length: count }, () => `${service}:${random.pick(VERBS)}${random.pick(NOUNS)}`)
}

/** One statement as people write them: a handful of actions, a handful of things by name, now and then a condition. */
function work(name: string, index: number, random: Random): object {
  const service = random.pick(SERVICES)
  const things = Array.from(
    { length: 2 + random.integer(4) },
    (_, n) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${name}/${random.letters('abcdefghij', 6)}-${n}/*`,
  )
  const tagged = { StringEquals: { 'aws:ResourceTag/team': name.split('-')[1] ?? name } }
  return {
    Sid: `Work${index}`,
    Effect: 'Allow',
    Action: actions(service, 4 + random.integer(8), random),
    Resource: things,
    ...(random.chance(0.2) ? { Condition: tagged } : {}),
  }
}

/** A document of about so many characters. */
function documentOf(name: string, characters: number, random: Random): object {
  const statements: object[] = []
  for (let length = 60; length < characters; ) {
    const statement = work(name, statements.length, random)
    statements.push(statement)
    length += JSON.stringify(statement, null, 2).length
  }
  return policy(...statements)
}

/**
 * The large account with documents of real size: 2 to 6 KB of its own for every principal, and as many AWS managed policies
 * as AWS has, attached here and there. Who may connect is as in the large account: nothing added speaks of databases.
 */
export function largeRealAccount(options: { targets?: number; principals?: number } = {}): World {
  const world = largeAccount(options)
  const random = new Random(11)
  const builder = new WorldBuilder(world)
  const arns = Array.from({ length: AWS_MANAGED }, (_, index) => {
    const name = `${random.pick(['Amazon', 'AWS'])}${random.pick(SERVICES)}Access${index}`
    const size = 800 + Math.floor(6_000 * random.next() ** 2)
    return builder.awsManaged(name, '/', `v${1 + random.integer(20)}`, documentOf(name, size, random))
  })
  const equip = (entity: IamEntity) => {
    const text = JSON.stringify(documentOf(entity.name, 2_000 + random.integer(4_000), random), null, 2)
    entity.inline.push({ name: 'work', text })
    for (let count = random.integer(3); count > 0; count -= 1) entity.attached.push(random.pick(arns))
  }
  for (const user of world.users.values()) equip(user)
  for (const role of world.roles.values()) equip(role)
  return world
}
