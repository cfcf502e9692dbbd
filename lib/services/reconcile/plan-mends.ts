import 'server-only'
import type { AffectedCell } from '@/lib/findings/finding'
import { displayText } from '@/lib/iam/index'
import { assertCan } from '@/lib/operator/operator'
import type { UserPlan } from '@/lib/provision/user-plan'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { assertRecordable } from '@/lib/services/changes/assert-recordable'
import type { Context } from '@/lib/services/context'
import { type FreshMend, type MendQuestion, mendsNow } from '@/lib/services/reconcile/mends-now'

/** One policy that is changed, as it goes to the screen. */
export interface PolicyMend {
  policyId: string
  policyName: string
  label: string
  /** `reporting instead of Reporting on orders-prod`, one each. */
  mends: { resourceId: string; databaseUser: string; to: string | null }[]
  before: string
  /** Null: the policy is deleted. */
  after: string | null
  calls: string[]
  problem: string | null
  cells: AffectedCell[]
}

export interface MendsPreview {
  /** In the order in which they were asked for. */
  plans: UserPlan[]
  policies: PolicyMend[]
  /** Database users that no policy names any more. */
  gone: string[]
  digest: string
}

function shown({ policy, mends, worked, change, steps, problem, cells }: FreshMend): PolicyMend {
  const { id, name, text } = policy.source
  return {
    policyId: id,
    policyName: name,
    label: worked?.fix.label ?? 'Change it by hand',
    mends: mends.map(({ resourceId, databaseUser, to }) => ({ resourceId, databaseUser, to })),
    before: displayText(text),
    after: change && change.after !== null ? displayText(change.after) : null,
    calls: steps.map(({ call }) => `${call.service}:${call.action}`),
    problem,
    cells,
  }
}

/** What mending both halves would do, as one plan: users inside their servers, then the policies that name them. */
export async function planMends(context: Context, question: MendQuestion): Promise<MendsPreview> {
  if (question.changes.length > 0) assertCan(context, 'users')
  if (question.grants.length > 0) assertCan(context, 'grant')
  await assertRecordable()
  const fresh = await mendsNow(context, question, await loadInventory(context.account))
  return {
    plans: fresh.users.map(({ plan }) => plan),
    policies: fresh.policies.map(shown),
    gone: fresh.gone.map(({ databaseUser }) => databaseUser),
    digest: fresh.digest,
  }
}
