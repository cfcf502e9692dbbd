export interface LogEvent {
  id: string
  at: Date
  stream: string
  message: string
}

export interface MetricSample {
  at: Date
  region: string
  /** `DBInstanceIdentifier=orders-prod` */
  dimension: string
  name: string
}

export interface Observed {
  /** Of CloudWatch Logs, by `us-east-1 /aws/rds/instance/orders-prod/iam-db-auth-error`. */
  logs: Map<string, LogEvent[]>
  /** Of CloudWatch. */
  samples: MetricSample[]
}

/** One sign-in by token, as the database host saw it. */
export interface SignInAttempt {
  target: { kind: 'instance' | 'cluster'; identifier: string; region: string; exportsErrors: boolean }
  user: string
  at: Date
  /** `notAuthorized`: the caller that AWS named. Null: let in. */
  refusal: { kind: 'invalidToken' | 'expiredToken' } | { kind: 'notAuthorized'; callerArn: string } | null
}

const METRIC = 'IamDbAuthConnection'
/** Weeks of a demo would fill the memory of its server. */
const MOST_KEPT = 20_000

/** RDS User Guide, "Troubleshooting for IAM DB authentication": what the log says, and what is counted. */
export function noteSignIn(world: Observed, attempt: SignInAttempt): void {
  const { target, at, refusal } = attempt
  const dimension = `${target.kind === 'cluster' ? 'DBClusterIdentifier' : 'DBInstanceIdentifier'}=${target.identifier}`
  const count = (name: string) => world.samples.push({ at, region: target.region, dimension, name })
  count(`${METRIC}Requests`)
  count(refusal ? `${METRIC}Failure` : `${METRIC}Success`)
  if (refusal) {
    count(`${METRIC}Failure${refusal.kind === 'notAuthorized' ? 'InsufficientPermissions' : 'InvalidToken'}`)
    if (target.exportsErrors) writeLine(world, attempt, lineOf(attempt.user, refusal))
  }
  world.samples.splice(0, world.samples.length - MOST_KEPT)
}

function lineOf(user: string, refusal: NonNullable<SignInAttempt['refusal']>): string {
  const failed = `Failed to authenticate the connection request for user ${user} because`
  switch (refusal.kind) {
    case 'invalidToken':
      return `${failed} the provided token is malformed or otherwise invalid. (Status Code: 400, Error Code: InvalidToken)`
    case 'expiredToken':
      return `${failed} the token age is longer than 15 minutes. (Status Code: 400, Error Code: ExpiredToken)`
    case 'notAuthorized':
      return `Failed to authorize the connection request for user ${user} because the IAM policy assumed by the caller '${refusal.callerArn}' is not authorized to perform \`rds-db:connect\` on the DB instance. (Status Code: 403, Error Code: NotAuthorized)`
  }
}

function writeLine(world: Observed, { target, at }: SignInAttempt, message: string): void {
  const group = `${target.region} /aws/rds/${target.kind}/${target.identifier}/iam-db-auth-error`
  const events = world.logs.get(group) ?? []
  world.logs.set(group, events)
  events.push({ id: `${at.getTime()}-${events.length}`, at, stream: `${target.identifier}.0`, message })
  events.splice(0, events.length - MOST_KEPT)
}
