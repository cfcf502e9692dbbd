import 'server-only'
import { columnsOf, isUsable } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Inventory } from '@/lib/access/model/inventory'
import { insideOf } from '@/lib/access/model/name-inside'
import type { Part } from '@/lib/access/model/part'
import type { Target } from '@/lib/access/model/target'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { documentSize } from '@/lib/grants/document-size'
import type { GrantPolicy, GrantSubject, GrantTarget, GrantUser } from '@/lib/grants/grant-facts'
import { subjectFact, targetFact } from '@/lib/grants/grant-facts'
import type { GrantIntent } from '@/lib/grants/intent'
import { findSubjects, type Subject } from '@/lib/grants/subject'
import { assertCan, can } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

export interface GrantForm {
  subjects: GrantSubject[]
  targets: GrantTarget[]
  /** By resource id. */
  users: Record<string, GrantUser[]>
  /** Customer managed policies that could take the statement: those of the chosen subjects first. */
  policies: GrantPolicy[]
  policySize: number
  /** Chosen users that a target, as last read, does not have: `region/resource-id/user`. */
  toMake: string[]
  mayMakeUsers: boolean
  mayGrant: boolean
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

const offeredPolicies = 12

/** What the form shows of what is chosen: labels, known database users, policies with the room they have. */
export async function getGrantForm(
  context: Context,
  { intent }: { intent: GrantIntent },
): Promise<GrantForm> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  const { subjects } = findSubjects(intent.principals, inventory)
  const wanted = new Set(intent.connections.map(connection => connection.resourceId))
  const targets = inventory.targets.filter(target => wanted.has(target.resourceId))
  const usersOf = (target: Target) =>
    columnsOf(access, target)
      .filter(({ kind }) => kind === 'user' || kind === 'missing')
      .map(column => ({ name: column.name, iamReady: isUsable(column), reason: column.reason }))
  return {
    subjects: subjects.map(subject => subjectFact(subject, inventory)),
    targets: targets.map(targetFact),
    users: Object.fromEntries(targets.map(target => [target.resourceId, usersOf(target)])),
    policies: policiesFor(subjects, intent, inventory),
    policySize: inventory.quotas.policySize,
    toMake: missingUsers(intent, inventory),
    mayMakeUsers: can(context, 'users'),
    mayGrant: can(context, 'grant'),
    iam: inventory.parts.iam,
    caveats: inventory.caveats,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}

/** A proxy has no users of its own, and of an unread database nothing is known. */
function missingUsers({ connections }: GrantIntent, { targets, scans }: Inventory): string[] {
  return connections.flatMap(({ region, resourceId, databaseUsers }) => {
    const target = targets.find(one => one.resourceId === resourceId && one.kind !== 'proxy')
    const scan = scans[resourceId]
    if (!target || !scan) return []
    return databaseUsers
      .filter(name => !name.includes('*') && !insideOf(scan, name))
      .map(name => `${region}/${resourceId}/${name}`)
  })
}

function policiesFor(subjects: Subject[], { placement }: GrantIntent, inventory: Inventory): GrantPolicy[] {
  const held = new Set(subjects.flatMap(subject => subject.policyIds))
  const chosen = placement.kind === 'existingManaged' ? placement.policyArn : null
  const texts = new Map(inventory.policies.map(policy => [policy.id, policy.text]))
  return inventory.managedPolicies
    .filter(({ arn, awsManaged }) => !awsManaged && (held.has(arn) || arn === chosen))
    .slice(0, offeredPolicies)
    .map(({ arn, name, attachmentCount }) => {
      const text = texts.get(arn) ?? ''
      const holders = subjects.filter(subject => subject.policyIds.includes(arn)).length
      return { arn, name, text, used: documentSize(text), elsewhere: Math.max(0, attachmentCount - holders) }
    })
}
