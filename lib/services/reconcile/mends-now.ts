import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { digestOf } from '@/lib/access/model/digest'
import type { Inventory } from '@/lib/access/model/inventory'
import { cellsBetween, cellsChangedTogether, type DocumentChange } from '@/lib/findings/document-effect'
import type { AffectedCell } from '@/lib/findings/finding'
import { type GrantMend, type MendedPolicy, mendGrants } from '@/lib/findings/mend-grants'
import type { PlanStep } from '@/lib/grants/grant-plan'
import { withFacts } from '@/lib/grants/steps/facts-in-inventory'
import { runInSlices } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'
import { digestOfPlans } from '@/lib/services/databases/digest-of-plans'
import { madeUser } from '@/lib/services/databases/made-user'
import type { FreshUserPlan, UserQuestion } from '@/lib/services/databases/user-plan-now'
import { userPlansNow } from '@/lib/services/databases/user-plans-now'
import { fixSteps } from '@/lib/services/findings/fix-steps'
import { documentChange } from '@/lib/services/findings/work-out-fix'

/** Both halves of what is to be mended. */
export interface MendQuestion {
  changes: readonly UserQuestion[]
  grants: readonly GrantMend[]
}

/** One policy of the IAM half, with its exact calls. */
export interface FreshMend extends MendedPolicy {
  change: DocumentChange | null
  steps: PlanStep[]
  /** Why it cannot be done here; null: it can. */
  problem: string | null
  /** The cells that differ once it is done, after the users and the policies before it. */
  cells: AffectedCell[]
}

export interface FreshMends {
  users: FreshUserPlan[]
  policies: FreshMend[]
  /** Chosen, and no policy names that user on that target any more. */
  gone: GrantMend[]
  digest: string
}

const UNEDITABLE =
  'Its text cannot be edited safely, would grow past its limit, or it bounds somebody: change it by hand.'

function workedOut(mended: MendedPolicy, inventory: Inventory): Omit<FreshMend, 'change' | 'cells'> {
  const { worked } = mended
  if (!worked) return { ...mended, steps: [], problem: UNEDITABLE }
  const { plan } = worked.fix
  if (plan.kind === 'byHand') return { ...mended, steps: [], problem: plan.steps[0] ?? UNEDITABLE }
  const { steps, problems } = fixSteps(plan, inventory)
  return { ...mended, steps, problem: problems[0] ?? null }
}

/** Users first, then policies: what the second half changes is told as if the first were done. */
export async function mendsNow(
  context: Context,
  { changes, grants }: MendQuestion,
  inventory: Inventory,
): Promise<FreshMends> {
  const users = await userPlansNow(context, changes, inventory)
  const access = compileAccess(withFacts(inventory, users.map(madeUser)))
  const mended = await runInSlices(mendGrants(access, grants))
  const policies: FreshMend[] = []
  let before: { changes: DocumentChange[]; cells: AffectedCell[] } = { changes: [], cells: [] }
  for (const one of mended) {
    const work = workedOut(one, inventory)
    const plan = work.problem === null ? one.worked?.fix.plan : undefined
    const change = plan ? documentChange(access, plan) : null
    if (!change) {
      policies.push({ ...work, change: null, cells: [] })
      continue
    }
    const together = [...before.changes, change]
    const cells = await runInSlices(cellsChangedTogether(access, together))
    policies.push({ ...work, change, cells: cellsBetween(before.cells, cells) })
    before = { changes: together, cells }
  }
  const named = new Set(mended.flatMap(({ mends }) => mends))
  const digest = digestOf({
    users: digestOfPlans(users.map(({ plan }) => plan)),
    policies: policies.map(({ policy, change, steps, problem, cells }) => {
      return { policy: policy.source.id, after: change?.after ?? null, steps, problem, cells }
    }),
  })
  return { users, policies, gone: grants.filter(mend => !named.has(mend)), digest }
}
