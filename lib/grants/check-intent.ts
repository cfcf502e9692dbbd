import { INSTEAD_OF_IAM_AUTH, noGrantOn } from '@/lib/access/model/iam-support'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { otherAccount } from '@/lib/access/reading/own-targets'
import { isWholeNow } from '@/lib/access/reading/region-reading'
import { sharedIdInWords, sharedIds } from '@/lib/access/reading/shared-ids'
import type { PlanProblem } from './grant-plan'
import type { GrantIntent } from './intent'
import type { Subject } from './subject'

export interface ResolvedConnection {
  target: Target
  databaseUsers: string[]
}

/** Targets are looked up by resource id: a name never reaches a policy. */
export function resolveConnections(
  intent: GrantIntent,
  inventory: Inventory,
): { connections: ResolvedConnection[]; problems: PlanProblem[] } {
  const targets = new Map(inventory.targets.map(target => [`${target.region}/${target.resourceId}`, target]))
  const shared = sharedIds(inventory.targets)
  const connections: ResolvedConnection[] = []
  const problems: PlanProblem[] = []
  const problem = (message: string) => problems.push({ field: 'connections', message })
  if (intent.connections.length === 0 && intent.document === undefined)
    problem('Choose a target to connect to.')
  for (const { accountId, region, resourceId, databaseUsers } of intent.connections) {
    const other = otherAccount(inventory, { accountId, resourceId })
    const target = other ? undefined : targets.get(`${region}/${resourceId}`)
    if (!target) {
      problem(other ?? missingTarget(region, resourceId, inventory))
      continue
    }
    if (shared.has(resourceId)) {
      const named = inventory.targets.filter(each => each.resourceId === resourceId)
      problem(
        sharedIdInWords(
          resourceId,
          named.map(({ name }) => name),
        ),
      )
    }
    if (target.accountId !== inventory.accountId) {
      problem(
        `${target.name} lives in account ${target.accountId}; this grant is written in ${inventory.accountId}.`,
      )
    }
    const never = noGrantOn(target)
    // A text that somebody wrote may say more than it grants anew: what it says of such a target is a note.
    if (never && intent.document === undefined) problem(`${never} ${INSTEAD_OF_IAM_AUTH}`)
    if (databaseUsers.length === 0) problem(`Choose a database user on ${target.name}.`)
    for (const user of databaseUsers) {
      const reason = databaseUserProblem(user)
      if (reason) problem(reason)
    }
    connections.push({ target, databaseUsers })
  }
  return { connections, problems }
}

/** RDS User Guide, "Creating and using an IAM policy": a member instance is reached by its cluster's id. */
export function missingTarget(region: string, resourceId: string, inventory: Inventory): string {
  const cluster = inventory.targets.find(target =>
    target.members.some(member => member.resourceId === resourceId),
  )
  if (cluster)
    return `${resourceId} is a member of ${cluster.name}. Connections are granted on the cluster’s id, ${cluster.resourceId}.`
  const reading = inventory.regions.find(item => item.region === region)
  if (reading && isWholeNow(reading))
    return `${resourceId} is not among the targets read in ${region}. It was deleted, or replaced by one with another resource id.`
  return `${resourceId} is not among the targets known in ${region}, and not all of ${region} could be read: whether it exists is not known.`
}

function databaseUserProblem(user: string): string | null {
  if (user.trim() === '') return 'A database user needs a name.'
  const odd = /[^\u0020-\u00ff]/u.exec(user)
  if (odd) {
    return `“${user}” holds “${odd[0]}”, which cannot stand in a policy. Only a wildcard would match it, and none is written here.`
  }
  return null
}

export function subjectProblems(intent: GrantIntent, subjects: readonly Subject[]): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (intent.principals.length === 0)
    problems.push({ field: 'principals', message: 'Choose a role, user or group.' })
  for (const { label, unmodifiable } of subjects) {
    if (unmodifiable)
      problems.push({ field: 'principals', message: `${label} cannot be changed here. ${unmodifiable}` })
  }
  return problems
}
