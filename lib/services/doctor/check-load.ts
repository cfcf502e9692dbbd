import 'server-only'
import { awsNow } from '@/lib/aws/clock'
import { type IamAuthMetrics, readIamAuthMetrics } from '@/lib/aws/iam-auth-metrics'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, cannotTell, failed, ok } from '@/lib/services/doctor/check-answer'

const HOUR_MS = 3_600_000
/** AWS names no figure. Below this an instance swaps, and sign-ins by token need memory for another process. */
const LITTLE_MEMORY = 128 * 1024 * 1024

const TITLE = 'Throttling and memory'

export async function checkLoad({ context, target }: Asked): Promise<CheckFinding> {
  if (target.kind === 'proxy')
    return cannotTell({
      cause: 'throttled',
      title: TITLE,
      evidence:
        'A proxy has no metrics of sign-ins by token; those of the database behind it count the proxy’s own.',
    })
  const until = awsNow(context.account)
  const from = new Date(until.getTime() - HOUR_MS)
  return judgeLoad(await readIamAuthMetrics(context.account, target, [from, until]))
}

const inMiB = (bytes: number) => `${Math.round(bytes / 1024 / 1024).toLocaleString('en')} MiB free`

/** What was not measured is no zero: only sums that add up say that nothing was throttled. */
function nothingElse({
  requests,
  success,
  failure,
  invalidToken,
  insufficientPermissions,
}: IamAuthMetrics['sums']) {
  if (requests === null) return false
  if (success === requests) return true
  return failure !== null && failure === (invalidToken ?? 0) + (insufficientPermissions ?? 0)
}

export function judgeLoad({ sums, freeMemoryBytes }: IamAuthMetrics): CheckFinding {
  const { requests, success, failure, throttling, serverError } = sums
  const memory = freeMemoryBytes === null ? 'memory not measured' : inMiB(freeMemoryBytes)
  const parts = [
    requests === null ? 'no data on sign-ins by token, which is not zero' : `${requests} sign-ins by token`,
    success === null ? null : `${success} let in`,
    failure === null ? null : `${failure} refused`,
    throttling === null ? null : `${throttling} throttled`,
    serverError ? `${serverError} failed on AWS’s side` : null,
    memory,
  ].filter(part => part !== null)
  const evidence = `CloudWatch, last hour: ${parts.join(', ')}.`
  if (throttling)
    return failed({
      cause: 'throttled',
      title: 'Sign-ins by token were throttled',
      evidence: `${evidence} Connect less often: use a pool, or RDS Proxy.`,
    })
  if (serverError)
    return failed({ cause: 'serverStrained', title: 'AWS could not check some tokens', evidence })
  if (freeMemoryBytes !== null && freeMemoryBytes < LITTLE_MEMORY)
    return failed({
      cause: 'serverStrained',
      title: 'The instance is short of memory',
      evidence: `${evidence} Sign-ins by token fail on a starved host: take a larger class.`,
    })
  if (throttling === 0 || nothingElse(sums)) return ok({ title: 'Nothing was throttled', evidence })
  return cannotTell({ cause: 'throttled', title: TITLE, evidence })
}
