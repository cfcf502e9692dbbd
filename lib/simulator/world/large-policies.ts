import type { WorldBuilder } from '@/lib/simulator/world/builder'
import type { LargeTarget } from '@/lib/simulator/world/large-targets'
import type { Random } from '@/lib/simulator/world/random'
import { ACCOUNT, connect, connectArn, denyConnect, MFA, policy } from '@/lib/simulator/world/statements'

export interface TeamPolicies {
  read: string
  write: string
  others: string[]
}

export function addTeamPolicies(
  builder: WorldBuilder,
  team: string,
  targets: readonly LargeTarget[],
  random: Random,
): TeamPolicies {
  const arns = (users: readonly string[]) =>
    targets.flatMap(({ resourceId, region, users: known }) =>
      known.filter(user => users.includes(user)).map(user => connectArn(resourceId, user, region)),
    )
  const some = (list: string[]) => (list.length > 0 ? list : [connectArn('*', `${team}_ro`)])
  const read = `${team}-db-read`
  const write = `${team}-db-write`
  const readStatement = connect('Read', some(arns(['app_ro', 'reporting', 'metrics'])))
  builder.policy(read, [policy(readStatement), policy(readStatement, findTargets())])
  const guard = random.chance(0.3) ? [denyConnect('NoMigrator', connectArn('*', 'migrator', '*'))] : []
  const condition = random.chance(0.2) ? MFA : undefined
  builder.policy(write, [policy(connect('Write', some(arns(['app_rw', 'etl'])), condition), ...guard)])
  const others = ['storage', 'queues', 'logs', 'secrets'].map(name => `${team}-${name}`)
  for (const name of others) builder.policy(name, [ordinary(name, random)])
  return { read, write, others }
}

function findTargets(): object {
  return { Sid: 'Find', Effect: 'Allow', Action: ['rds:Describe*', 'rds:ListTagsForResource'], Resource: '*' }
}

/** What most policies of an account are: nothing to do with databases. */
function ordinary(name: string, random: Random): object {
  const bucket = `arn:aws:s3:::larkspur-${name}`
  return policy(
    { Sid: 'Objects', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `${bucket}/*` },
    { Sid: 'List', Effect: 'Allow', Action: 's3:ListBucket', Resource: bucket },
    {
      Sid: 'Queues',
      Effect: 'Allow',
      Action: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      Resource: Array.from(
        { length: 1 + random.integer(6) },
        (_, n) => `arn:aws:sqs:*:${ACCOUNT}:${name}-${n}`,
      ),
    },
    {
      Sid: 'Keys',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
    },
  )
}

/** A grant written for one role alone. */
export function ownGrant(target: LargeTarget, random: Random): object {
  const user = random.chance(0.1) ? '*' : random.pick(target.users)
  return policy(
    connect('Own', connectArn(target.resourceId, user, target.region), random.chance(0.15) ? MFA : undefined),
  )
}
