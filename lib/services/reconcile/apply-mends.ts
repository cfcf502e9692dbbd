import 'server-only'
import { AppError } from '@/lib/errors'
import { userLabel } from '@/lib/grants/steps/fact'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { applyPlan } from '@/lib/services/changes/apply-plan'
import type { PartReceipt } from '@/lib/services/changes/change'
import { givenReason } from '@/lib/services/changes/given-reason'
import { assertAccountRead, assertTargetsRead } from '@/lib/services/changes/read-for-write'
import type { Context } from '@/lib/services/context'
import { assertReason, assertUnguarded, STALE } from '@/lib/services/databases/carry-out-user-change'
import { rereadUsers } from '@/lib/services/databases/reread-users'
import { userPart } from '@/lib/services/databases/user-part'
import { factsPlannedOn, userLocks } from '@/lib/services/databases/user-plans-now'
import { type FreshMends, type MendQuestion, mendsNow } from '@/lib/services/reconcile/mends-now'
import { policyPart } from '@/lib/services/reconcile/policy-part'

export interface MendOutcome extends Pick<PartReceipt, 'state' | 'auditId'> {
  /** `legacy_api on orders-prod`, or the policy's name. */
  subject: string
  error: string | null
  answer: string | null
}

interface MendOrder extends MendQuestion {
  /** Of the preview that was looked at. */
  digest: string
  reason: string
}

const GONE = 'No policy names that user any more: it was mended already. Nothing changed.'

function assertDoable({ users, policies, gone }: FreshMends): void {
  for (const { plan } of users) assertUnguarded(plan)
  if (gone.length > 0) throw new AppError('conflict', GONE)
  const stopped = policies.find(({ problem }) => problem !== null)
  if (stopped)
    throw new AppError('invalid', `${stopped.policy.source.name}: ${stopped.problem} Nothing changed.`)
}

const locksOf = ({ policies }: FreshMends) => policies.flatMap(({ steps }) => steps.map(({ locks }) => locks))

/** The grants of users whose half inside failed would point at nobody: then nothing of the IAM half is tried. */
function subjectsOf({ users, policies }: FreshMends): string[] {
  return [
    ...users.map(({ plan, target }) => `${userLabel(plan.intent.user)} on ${target.name}`),
    ...policies.map(({ policy }) => policy.source.name),
  ]
}

/** Carries out both halves as previewed, users first, each with its own entry; after one that fails, none is tried. */
export async function applyMends(context: Context, order: MendOrder): Promise<{ outcomes: MendOutcome[] }> {
  const { changes, grants, digest } = order
  if (changes.length > 0) assertCan(context, 'users')
  if (grants.length > 0) assertCan(context, 'grant')
  const reason = grants.length > 0 ? givenReason(order.reason, 'A change of policies') : order.reason
  await assertReason(context, changes, reason)
  const known = await loadReading(context.account)
  assertAccountRead(context.account, known)
  const seen = await mendsNow(context, order, known)
  const { plan, receipts } = await applyPlan({
    context,
    capability: changes.length > 0 ? 'users' : 'grant',
    locks: [...(await userLocks(context, changes)), ...locksOf(seen)],
    regions: changes.map(({ target }) => target.region),
    plan: async inventory => {
      const fresh = await mendsNow(context, order, inventory)
      if (fresh.digest !== digest) throw new AppError('conflict', STALE)
      assertDoable(fresh)
      assertTargetsRead(
        inventory,
        fresh.policies.flatMap(({ cells }) => cells),
      )
      return fresh
    },
    parts: (fresh, inventory) => [
      ...fresh.users.map(one => userPart(one, reason)),
      ...fresh.policies.map(one => policyPart(one, inventory, { reason, digest })),
    ],
    facts: fresh => factsPlannedOn(fresh.users),
    together: grants.length > 0,
  })
  await rereadUsers(
    context.account,
    changes.map(({ target }) => target.resourceId),
  )
  return {
    outcomes: subjectsOf(plan).map((subject, index) => {
      const { state = 'notTried', auditId = null, failure = null } = receipts[index] ?? {}
      const error = state === 'notTried' ? 'Not tried: the one before it stopped all.' : failure?.message
      return { state, auditId, subject, error: error ?? null, answer: failure?.answer ?? null }
    }),
  }
}
