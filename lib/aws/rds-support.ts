import 'server-only'
import { paginateDescribeOrderableDBInstanceOptions } from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/target'
import { rdsClient } from '@/lib/aws/clients'
import { callAws } from '@/lib/aws/errors'
import { inTurn } from '@/lib/aws/in-turn'
import { keptFor } from '@/lib/aws/kept-for'

const ONE_DAY = 24 * 60 * 60 * 1000

/** Null: AWS no longer offers this version with this class, or does not let us ask. */
async function classSupportsIam(
  region: string,
  engine: string,
  version: string,
  instanceClass: string,
): Promise<boolean | null> {
  const key = `orderable ${region} ${engine} ${version} ${instanceClass}`
  const call = { action: 'rds:DescribeOrderableDBInstanceOptions', doing: 'ask what a class supports' }
  const read = () =>
    callAws(call, async () => {
      const pages = paginateDescribeOrderableDBInstanceOptions(
        { client: rdsClient(region), pageSize: 100 },
        { Engine: engine, EngineVersion: version, DBInstanceClass: instanceClass },
      )
      let answer: boolean | null = null
      for await (const { OrderableDBInstanceOptions } of pages) {
        for (const option of OrderableDBInstanceOptions ?? []) {
          if (option.DBInstanceClass !== instanceClass || option.EngineVersion !== version) continue
          answer = (answer ?? false) || option.SupportsIAMDatabaseAuthentication === true
        }
      }
      return answer
    })
  return keptFor(key, ONE_DAY, read).catch(() => null)
}

const classesOf = ({ instanceClass, members }: Target) =>
  members.length > 0 ? members.map(member => member.instanceClass) : [instanceClass ?? '']

/**
 * Asks AWS for the classes of targets whose switch is off; `SupportsIAMDatabaseAuthentication` per class is the one
 * machine-readable truth. All members of a cluster must support it.
 */
export async function withClassSupport(target: Target): Promise<Target> {
  const { engine, engineVersion, region, iamAuth } = target
  if (iamAuth.state !== 'off' || target.kind === 'proxy') return target
  const classes = [...new Set(classesOf(target))].filter(name => name !== '' && name !== 'db.serverless')
  const answers = await inTurn(classes, 2, name => classSupportsIam(region, engine, engineVersion, name))
  const refused = classes.find((_, index) => answers[index] === false)
  if (refused === undefined) return target
  const reason = `${target.engineLabel} on ${refused} has no IAM database authentication.`
  return { ...target, iamAuth: { state: 'unsupported', accepted: false, reason } }
}
