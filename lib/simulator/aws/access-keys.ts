import type { IamRole, IamUser } from '@/lib/simulator/world/iam-world'
import type { Session, World } from '@/lib/simulator/world/world'

export interface Credentials {
  /** The IAM user or role whose policies decide. */
  principalArn: string
  /** `AIDA…`, or `AROA…:<session name>`. */
  userId: string
  secretAccessKey: string
  sessionPolicies: string[]
  expiresAt: Date | null
  sessionName: string | null
  /** As GetCallerIdentity and refusals print it. */
  callerArn: string
  session: Session | null
}

export type Refusal = { refused: 'unknownKey' | 'expired' | 'badSessionToken' }

export function resolveCredentials(
  world: World,
  accessKeyId: string,
  sessionToken: string | null,
  now: Date,
): Credentials | Refusal {
  const session = world.sessions.get(accessKeyId)
  if (session) return ofSession(world, session, sessionToken, now)
  const key = world.accessKeys.get(accessKeyId)
  const user = key?.active ? world.users.get(key.userName.toLowerCase()) : undefined
  if (!key || !user) return { refused: 'unknownKey' }
  if (sessionToken !== null) return { refused: 'badSessionToken' }
  return {
    principalArn: user.arn,
    userId: user.id,
    secretAccessKey: key.secret,
    sessionPolicies: [],
    expiresAt: null,
    sessionName: null,
    callerArn: user.arn,
    session: null,
  }
}

function ofSession(world: World, session: Session, token: string | null, now: Date): Credentials | Refusal {
  if (token !== session.token) return { refused: 'badSessionToken' }
  if (session.expiresAt <= now) return { refused: 'expired' }
  const owner = findPrincipal(world, session.principalArn)
  if (!owner) return { refused: 'unknownKey' }
  const isRole = owner.kind === 'role'
  return {
    principalArn: owner.arn,
    userId: isRole ? `${owner.id}:${session.name}` : owner.id,
    secretAccessKey: session.secret,
    sessionPolicies: session.sessionPolicies,
    expiresAt: session.expiresAt,
    sessionName: isRole ? session.name : null,
    callerArn: isRole ? assumedRoleArn(owner, session.name) : owner.arn,
    session,
  }
}

export function assumedRoleArn({ arn, name }: IamRole, sessionName: string): string {
  const [, partition, , , accountId] = arn.split(':')
  return `arn:${partition}:sts::${accountId}:assumed-role/${name}/${sessionName}`
}

export function findPrincipal(world: World, arn: string): IamUser | IamRole | null {
  const name = arn.slice(arn.lastIndexOf('/') + 1).toLowerCase()
  const elsewhere = arn.split(':')[4] !== world.accountId
  const roles = elsewhere ? world.organization?.roles : world.roles
  const found = arn.includes(':user/') ? world.users.get(name) : roles?.get(name)
  return found?.arn === arn ? found : null
}
