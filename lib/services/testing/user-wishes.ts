import { homeAccount } from '@/lib/account'
import type { Rights, UserIntent } from '@/lib/provision/user-intent'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { readFact } from '@/lib/services/changes/read-facts'
import type { Context } from '@/lib/services/context'
import { applyUserChange } from '@/lib/services/databases/apply-user-change'
import { planUserChange } from '@/lib/services/databases/plan-user-change'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { person } from '@/lib/services/testing/person'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

export const mira = person('mira', ['read', 'mint', 'grant', 'users'])
export const ordersProd: TargetRef = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }

export const named = (name: string) => ({ name, host: null })
export const rightsOf = (given: Partial<Rights>): Rights => ({
  template: 'nothing',
  schemas: [],
  of: null,
  tables: [],
  direct: false,
  ...given,
})
export const creation = (name: string, rights: Partial<Rights> = {}): UserIntent => ({
  kind: 'create',
  user: named(name),
  rights: rightsOf(rights),
  despite: [],
})

/** What is true of a user now, without the sessions that come and go; null: there is none. */
export async function linesOf(
  name: string,
  target = ordersProd,
  host: string | null = null,
): Promise<string[] | null> {
  const { region, resourceId } = target
  const state = await readFact(homeAccount(), { kind: 'databaseUser', region, resourceId, name, host })
  if (state.kind !== 'databaseUser' || state.lines === null) return null
  return state.lines.filter(line => !line.startsWith('session ')).sort()
}

/** What a plan says is true of the user once it is carried out; null: there is none any more. */
export function afterPlan(
  before: readonly string[] | null,
  { steps }: { steps: readonly { adds: string[]; removes: string[] }[] },
): string[] | null {
  const lines = steps.reduce<string[]>(
    (known, { adds, removes }) => [...known.filter(line => !removes.includes(line)), ...adds],
    [...(before ?? [])],
  )
  return lines.length > 0 ? lines.sort() : null
}

/** Looked at, as a person would, before it is asked for. */
export async function looked(intent: UserIntent, target = ordersProd) {
  const preview = await planUserChange(mira, { target, intent })
  const { digest } = preview.plan
  const apply = (context: Context = mira, reason = 'CHG-1') =>
    applyUserChange(context, { target, intent, digest, reason })
  return { ...preview, apply }
}

export async function carriedOut(intent: UserIntent, target = ordersProd) {
  const { plan, apply } = await looked(intent, target)
  const stopped = plan.guards.map(({ title, text }) => `${title} ${text}`)
  if (stopped.length > 0) throw new Error(stopped.join('\n'))
  const receipt = await apply()
  if (receipt.notDone.length > 0) throw new Error(JSON.stringify(receipt.notDone))
  return { ...receipt, plan }
}

/** From Activity: undone, finished or taken back. */
export async function reversed(auditId: string | number, kind: 'undo' | 'finish' | 'takeBack' = 'undo') {
  const question = { auditId: Number(auditId), kind }
  const { plan } = await planReversal(mira, question)
  const order = { ...question, digest: plan.digest, reason: 'not needed' }
  return { plan, ...(await applyReversal(mira, order)) }
}
