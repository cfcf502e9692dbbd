import 'server-only'
import { paginateDescribeOrderableDBInstanceOptions } from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { awsFact } from '@/lib/aws/aws-facts'
import { rdsClient } from '@/lib/aws/clients'
import { inTurn } from '@/lib/aws/in-turn'
import { everyPage } from '@/lib/aws/whole-answer'
import { AppError } from '@/lib/errors'

const ONE_DAY = 24 * 60 * 60 * 1000

/** Null: AWS does not offer this version with this class, so it says nothing of it. */
function classSupportsIam(
  account: Account,
  region: string,
  engine: string,
  version: string,
  instanceClass: string,
): Promise<boolean | null> {
  const key = `orderable ${region} ${engine} ${version} ${instanceClass}`
  const call = { action: 'rds:DescribeOrderableDBInstanceOptions', doing: 'ask what a class supports' }
  return awsFact(account, key, ONE_DAY, async () => {
    const pages = paginateDescribeOrderableDBInstanceOptions(
      { client: rdsClient(account, region), pageSize: 100 },
      { Engine: engine, EngineVersion: version, DBInstanceClass: instanceClass },
    )
    const offers = (await everyPage(account, call, pages, 'OrderableDBInstanceOptions')).filter(
      offer => offer.DBInstanceClass === instanceClass && offer.EngineVersion === version,
    )
    if (offers.length === 0) return null
    return offers.some(offer => offer.SupportsIAMDatabaseAuthentication === true)
  })
}

const classesOf = ({ instanceClass, members }: Target) =>
  members.length > 0 ? members.map(member => member.instanceClass) : [instanceClass ?? '']

/**
 * Asks AWS for the classes of targets whose switch is off; `SupportsIAMDatabaseAuthentication` per class is the one
 * machine-readable truth. All members of a cluster must support it. What was not told is `unread`, never a yes.
 */
export async function withClassSupport(
  account: Account,
  target: Target,
  unread: (error: AppError) => void,
): Promise<Target> {
  const { engine, engineVersion, region, iamAuth } = target
  if (iamAuth.state !== 'off' || target.kind === 'proxy') return target
  const classes = [...new Set(classesOf(target))]
  const asked = classes.filter(name => name !== '' && name !== 'db.serverless')
  if (classes.includes('')) {
    const message = `Which class ${target.name} runs on was not read, so what it supports could not be asked.`
    unread(new AppError('unavailable', message))
  }
  const answers = await inTurn(asked, 2, name =>
    classSupportsIam(account, region, engine, engineVersion, name).catch((error: AppError) => {
      unread(error)
      return null
    }),
  )
  const refused = asked.find((_, index) => answers[index] === false)
  if (refused !== undefined) {
    const reason = `${target.engineLabel} on ${refused} has no IAM database authentication.`
    return { ...target, iamSupport: 'no', iamAuth: { state: 'unsupported', accepted: false, reason } }
  }
  const sure = !classes.includes('') && answers.every(answer => answer === true)
  return { ...target, iamSupport: sure ? 'yes' : 'unknown' }
}
