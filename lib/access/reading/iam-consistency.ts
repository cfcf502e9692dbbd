import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory } from '@/lib/access/model/inventory'

/** How many of each AWS counts by itself (`GetAccountSummary`). */
export interface IamCounts {
  users: number
  groups: number
  roles: number
  /** The account's own. */
  policies: number
}

type Entities = Pick<Inventory, 'principals' | 'groups' | 'managedPolicies'>

export function countsOf({ principals, groups, managedPolicies }: Entities): IamCounts {
  const users = principals.filter(({ kind }) => kind === 'user').length
  return {
    users,
    groups: groups.length,
    roles: principals.length - users,
    policies: managedPolicies.filter(({ awsManaged }) => !awsManaged).length,
  }
}

/** STS API Reference, GetCallerIdentity. Root and federated users are in no list of IAM. */
function isThere({ principals }: Entities, callerArn: string): boolean {
  if (/^arn:[\w-]+:iam::\d+:user\//.test(callerArn)) return principals.some(({ arn }) => arn === callerArn)
  const [, role] = /^arn:[\w-]+:sts::\d+:assumed-role\/([^/]+)\//.exec(callerArn) ?? []
  if (!role) return true
  return principals.some(({ kind, name }) => kind === 'role' && name.toLowerCase() === role.toLowerCase())
}

/** Why this cannot be all that IAM holds, in one sentence to follow another; null: nothing speaks against it. */
export function whyUnbelievable(
  entities: Entities,
  callerArn: string,
  counted: IamCounts | null,
): string | null {
  if (!isThere(entities, callerArn))
    return `AWS's answer does not contain the caller itself, ${callerArn}, so it is not believed.`
  const { users, groups, roles } = countsOf(entities)
  if (counted && users + groups + roles === 0 && counted.users + counted.groups + counted.roles > 0)
    return `AWS's answer is empty, and AWS counts ${inWords(counted)}, so it is not believed.`
  return null
}

const inWords = ({ users, groups, roles, policies }: IamCounts) =>
  `${users} users, ${groups} groups, ${roles} roles and ${policies} policies`

/** Whether a list lacks what AWS counts. More than it counts is no loss: counts lag behind. */
export function isShort(own: IamCounts, counted: IamCounts): boolean {
  return (['users', 'groups', 'roles', 'policies'] as const).some(kind => own[kind] < counted[kind])
}

/** The two are asked one after the other, so a change between them is the most likely reason. */
export function countsCaveat(entities: Entities, counted: IamCounts, at: string): Caveat {
  const message = `AWS counts ${inWords(counted)}, and its list holds ${inWords(countsOf(entities))}. Something changed while they were read, or the list is not whole: who is missing there is missing here. Read again in a minute.`
  const about = { id: 'iam:counts', scope: 'iam', subject: 'IAM' } as const
  return { ...about, message, answer: null, missingAction: null, at }
}
