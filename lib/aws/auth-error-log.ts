import 'server-only'
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { logsClient } from '@/lib/aws/clients'
import { describeClusters, describeInstances } from '@/lib/aws/rds-describe'
import { AppError } from '@/lib/errors'
import { redactText } from '@/lib/log/redact'

export const AUTH_ERROR_LOG = 'iam-db-auth-error'

type LoggedTarget = Pick<Target, 'kind' | 'name' | 'region' | 'resourceId'>

/** `InvalidToken`, `ExpiredToken`, `NotAuthorized`, `ThrottlingException`, `InternalError`: AWS's own; null: another text. */
export interface RefusedSignIn {
  /** ISO */
  at: string
  code: string | null
  /** Whom AWS took for the signer; null: the line does not say. */
  callerArn: string | null
}

export interface AuthErrors {
  /** The newest first. */
  refused: RefusedSignIn[]
  /** There is more than was read. */
  more: boolean
}

const MOST_LINES = 20
/** CloudWatch Logs API, FilterLogEvents: a page may be empty while more follow. */
const MOST_PAGES = 5

/** RDS User Guide, "Publishing database logs to CloudWatch Logs". A proxy has no such log. */
export function authErrorLogGroup({ kind, name }: LoggedTarget): string {
  return `/aws/rds/${kind === 'instance' ? 'instance' : 'cluster'}/${name}/${AUTH_ERROR_LOG}`
}

/** Whether the target sends that log to CloudWatch, as RDS says it now; null: RDS does not show the target. */
export async function exportsAuthErrors(account: Account, target: LoggedTarget): Promise<boolean | null> {
  const { kind, region, resourceId } = target
  const exports =
    kind === 'instance'
      ? (await describeInstances(account, region, ['dbi-resource-id', resourceId])).find(
          ({ DbiResourceId }) => DbiResourceId === resourceId,
        )
      : (await describeClusters(account, region, ['db-cluster-resource-id', resourceId])).find(
          ({ DbClusterResourceId }) => DbClusterResourceId === resourceId,
        )
  return exports ? (exports.EnabledCloudwatchLogsExports ?? []).includes(AUTH_ERROR_LOG) : null
}

/** A phrase in quotes is looked for letter by letter. CloudWatch Logs User Guide, "Filter pattern syntax". */
const phraseOf = (databaseUser: string) => `"for user ${databaseUser.replaceAll(/["\\]/g, '\\$&')} "`

/** The last refusals of one database user; null: nothing was ever written to the log. */
export async function readAuthErrors(
  account: Account,
  target: LoggedTarget,
  databaseUser: string,
  since: Date,
): Promise<AuthErrors | null> {
  const logGroupName = authErrorLogGroup(target)
  const call = { action: 'logs:FilterLogEvents', doing: `read the log ${AUTH_ERROR_LOG} of ${target.name}` }
  const refused: RefusedSignIn[] = []
  let nextToken: string | undefined
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const command = new FilterLogEventsCommand({
        logGroupName,
        filterPattern: phraseOf(databaseUser),
        startTime: since.getTime(),
        startFromHead: false,
        limit: MOST_LINES,
        ...(nextToken ? { nextToken } : {}),
      })
      const answer = await callAws(account, call, () => logsClient(account, target.region).send(command))
      for (const { message = '', timestamp } of answer.events ?? [])
        if (message.includes(`for user ${databaseUser} `)) refused.push(refusalOf(message, timestamp ?? 0))
      nextToken = answer.nextToken
      if (!nextToken || refused.length >= MOST_LINES) break
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound') return null
    throw error
  }
  return { refused: refused.slice(0, MOST_LINES), more: nextToken !== undefined }
}

/** RDS User Guide, "Troubleshooting for IAM DB authentication": the messages of this log. */
function refusalOf(message: string, timestamp: number): RefusedSignIn {
  const [, code = null] = /Error Code: (\w+)/.exec(message) ?? []
  const [, caller] = /assumed by the caller '\s*(arn:[^']+?)\s*'/.exec(message) ?? []
  const callerArn = caller ? redactText(caller.replaceAll(/\s+/g, '')).slice(0, 2_048) : null
  return { at: new Date(timestamp).toISOString(), code, callerArn }
}
