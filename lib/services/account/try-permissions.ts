import 'server-only'
import { hasIam } from '@/lib/access/model/inventory'
import { principalBehind } from '@/lib/access/model/principal-behind'
import { permissionsTried, type TriedPolicy } from '@/lib/access/reading/permissions-tried'
import { SERVER_POLICIES } from '@/lib/access/reading/server-policies'
import type { Account } from '@/lib/account'
import { regionsToRead } from '@/lib/aws/regions'
import { readCallerIdentity } from '@/lib/aws/sts'
import { simulateOwn, tryReads } from '@/lib/aws/try-reads'
import { assertCan } from '@/lib/operator/operator'
import { knownReading } from '@/lib/services/account/reading-cache'
import type { Context } from '@/lib/services/context'

const CONNECTS = {
  outcome: 'notKnown',
  why: 'It is given target by target: the matrix shows what this identity may connect to.',
} as const

/** The role of a session, with its path where IAM was read. */
function ownPrincipal(account: Account, callerArn: string): string {
  const reading = knownReading(account)
  const behind = reading && hasIam(reading) ? principalBehind(reading, callerArn) : null
  return behind?.arn ?? callerArn.replace(/:sts:(.*):assumed-role\/([^/]+)\/.+$/, ':iam:$1:role/$2')
}

/** Tries every permission of every job: reading is really asked, in one Region; changing only of the policy simulator. */
export async function tryPermissions(context: Context): Promise<TriedPolicy[]> {
  assertCan(context, 'read')
  const { accountId, partition, arn } = await readCallerIdentity(context.account)
  const [first] = await regionsToRead(context.account, partition)
  const reads = await tryReads(context.account, {
    partition,
    accountId,
    region: first?.region ?? 'us-east-1',
  })
  const others = SERVER_POLICIES.flatMap(({ document }) => document.Statement)
    .flatMap(({ Action }) => Action)
    .filter(action => !reads.has(action) && action !== 'rds-db:connect')
  const simulated = await simulateOwn(context.account, ownPrincipal(context.account, arn), others)
  return permissionsTried(new Map([...simulated, ...reads, ['rds-db:connect', CONNECTS]]))
}
