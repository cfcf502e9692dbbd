import type { PlanStep } from '../grant-plan'

export type EntityKind = 'User' | 'Role' | 'Group'

/** One thing that a step changes, in AWS or inside a database, and that can be read by itself. */
export type Fact =
  | { kind: 'inline'; entity: EntityKind; owner: string; ownerArn: string; policyName: string }
  | { kind: 'attachment'; entity: EntityKind; owner: string; ownerArn: string; policyArn: string }
  | { kind: 'policy'; policyArn: string }
  | { kind: 'membership'; userName: string; userArn: string; groupName: string }
  | { kind: 'iamAuth'; region: string; resourceId: string }
  | { kind: 'databaseUser'; region: string; resourceId: string; name: string; host: string | null }

/** A customer managed policy with everything that is needed to make it again. */
export interface ManagedState {
  name: string
  path: string
  description: string
  tags: Record<string, string>
  defaultVersionId: string
  /** Oldest first. */
  versions: { id: string; text: string }[]
  /** Users, roles and groups that hold it. */
  attachmentCount: number
}

/** What a fact says at one moment. `text` is the document to the byte. */
export type FactState =
  | { kind: 'inline'; text: string | null }
  | { kind: 'attachment'; attached: boolean }
  | { kind: 'policy'; policy: ManagedState | null }
  | { kind: 'membership'; member: boolean }
  /** `name` and the other changes that wait: absent in what was recorded before they were kept. */
  | { kind: 'iamAuth'; on: boolean; pending: boolean | null; name?: string; waiting?: string[] }
  /** What is true of the user, one line each; null: there is no such user. */
  | { kind: 'databaseUser'; lines: string[] | null }

export type FactStates = ReadonlyMap<string, FactState>

const ON_ENTITY = /^(Attach|Detach|Put|Delete)(User|Role|Group)Policy$/

/** `Put`, `Role` of `PutRolePolicy`; null for every other call. */
export function entityCall(
  action: string,
): { verb: 'Attach' | 'Detach' | 'Put' | 'Delete'; entity: EntityKind } | null {
  const [, verb, entity] = ON_ENTITY.exec(action) ?? []
  return verb && entity
    ? { verb: verb as 'Attach' | 'Detach' | 'Put' | 'Delete', entity: entity as EntityKind }
    : null
}

export const inputOf = ({ call }: Pick<PlanStep, 'call'>, name: string) => String(call.input[name] ?? '')

/** Which thing a step changes. */
export function factOf(step: PlanStep): Fact {
  const { call, locks, target, sql } = step
  if (sql) return { kind: 'databaseUser', region: sql.region, resourceId: sql.resourceId, ...sql.user }
  if (target) return { kind: 'iamAuth', ...target }
  const onEntity = entityCall(call.action)
  if (onEntity) {
    const { verb, entity } = onEntity
    const owner = { entity, owner: inputOf(step, `${entity}Name`), ownerArn: locks }
    return verb === 'Put' || verb === 'Delete'
      ? { kind: 'inline', ...owner, policyName: inputOf(step, 'PolicyName') }
      : { kind: 'attachment', ...owner, policyArn: inputOf(step, 'PolicyArn') }
  }
  if (call.action === 'AddUserToGroup' || call.action === 'RemoveUserFromGroup') {
    const [userName, groupName] = [inputOf(step, 'UserName'), inputOf(step, 'GroupName')]
    return { kind: 'membership', userName, userArn: locks, groupName }
  }
  // CreatePolicy names no ARN; the step's lock is the ARN that the policy will have.
  return { kind: 'policy', policyArn: locks }
}

/** `reporting`, `reporting@10.%`. */
export const userLabel = ({ name, host }: { name: string; host: string | null }) =>
  host === null ? name : `${name}@${host}`

export function factKey(fact: Fact): string {
  switch (fact.kind) {
    case 'inline':
      return `inline ${fact.ownerArn}#${fact.policyName}`
    case 'attachment':
      return `attachment ${fact.policyArn} on ${fact.ownerArn}`
    case 'policy':
      return `policy ${fact.policyArn}`
    case 'membership':
      return `membership ${fact.userArn} in ${fact.groupName}`
    case 'iamAuth':
      return `iamAuth ${fact.region} ${fact.resourceId}`
    case 'databaseUser':
      return `databaseUser ${fact.region} ${fact.resourceId} ${userLabel(fact)}`
  }
}

/** The facts of some steps, each once. */
export function factsOf(steps: readonly PlanStep[]): Map<string, Fact> {
  return new Map(steps.map(factOf).map(fact => [factKey(fact), fact]))
}
