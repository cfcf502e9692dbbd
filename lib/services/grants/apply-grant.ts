import 'server-only'
import { AppError } from '@/lib/errors'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { type GrantIntent, normaliseIntent } from '@/lib/grants/intent'
import { namedConnections } from '@/lib/grants/written/named-connections'
import { assertCan } from '@/lib/operator/operator'
import { carryOutTogether, type TogetherReceipt } from '@/lib/services/changes/carry-out-together'
import { givenReason } from '@/lib/services/changes/given-reason'
import { assertTargetsRead } from '@/lib/services/changes/read-for-write'
import type { Context } from '@/lib/services/context'
import { assertUnguarded } from '@/lib/services/databases/carry-out-user-change'
import { rereadUsers } from '@/lib/services/databases/reread-users'
import { userPart } from '@/lib/services/databases/user-part'
import { factsPlannedOn, userLocks } from '@/lib/services/databases/user-plans-now'
import { grantPart } from '@/lib/services/grants/grant-part'
import { type GrantQuestion, grantWithUsers } from '@/lib/services/grants/grant-with-users'

export interface GrantReceipt extends TogetherReceipt {
  counts: GrantPlan['counts']
  patterns: GrantPlan['patterns']
  policyName: string
  reason: string
}

export interface GrantOrder extends GrantQuestion {
  /** Of the plan that was looked at. */
  digest: string
  reason: string
}

/** Carries out what was previewed, or nothing: a plan made now must have the digest of the one that was looked at. */
export async function applyGrant(context: Context, order: GrantOrder): Promise<GrantReceipt> {
  assertCan(context, 'grant')
  const { intent, users = [] } = order
  if (users.length > 0) assertCan(context, 'users')
  const reason = givenReason(order.reason, 'A grant')
  const { plan, receipt } = await carryOutTogether({
    context,
    capability: 'grant',
    locks: [...lockKeys(intent), ...(await userLocks(context, users))],
    regions: [...connectionsOf(intent), ...users.map(({ target }) => target)].map(({ region }) => region),
    plan: async inventory => {
      const fresh = await grantWithUsers(context, order, inventory)
      assertTargetsRead(inventory, fresh.grant.effect)
      assertStillTrue(fresh.grant, order.digest)
      for (const one of fresh.users) assertUnguarded(one.plan)
      return fresh
    },
    // A user that nobody may be yet harms nobody; a grant for a user that failed would be half of what was asked for.
    parts: ({ grant, users: made }, inventory) => [
      ...made.map(one => userPart(one, reason)),
      grantPart(grant, inventory, reason),
    ],
    facts: ({ users: made }) => factsPlannedOn(made),
  })
  await rereadUsers(
    context.account,
    users.map(({ target }) => target.resourceId),
  )
  const { counts, patterns } = plan.grant
  return { ...receipt, counts, patterns, policyName: policyNameOf(plan.grant), reason }
}

/** A text names them itself: what was sent beside it counts for nothing. */
function connectionsOf({ connections, document }: GrantIntent) {
  return document === undefined ? connections : namedConnections(document)
}

/** Two grants on one principal or one policy would each be planned without the other. */
function lockKeys(intent: GrantIntent): string[] {
  const { principals, placement } = normaliseIntent(intent)
  const policy =
    placement.kind === 'existingManaged'
      ? placement.policyArn
      : `policy ${placement.policyName.toLowerCase()}`
  return [...principals, policy]
}

function assertStillTrue(plan: GrantPlan, digest: string): void {
  const [problem] = plan.problems
  if (problem && plan.digest === digest) {
    const fields = Object.fromEntries(plan.problems.map(({ field, message }) => [field, message]))
    throw new AppError('invalid', `${problem.message} Nothing changed.`, { fields })
  }
  if (plan.digest !== digest) {
    throw new AppError(
      'conflict',
      'Something changed since you looked: a policy, an attachment, a target or a database user. Nothing was applied. The new plan is shown; look at it and apply it again.',
    )
  }
}

function policyNameOf({ intent: { placement } }: GrantPlan): string {
  return placement.kind === 'existingManaged'
    ? (placement.policyArn.split('/').at(-1) ?? '')
    : placement.policyName
}
