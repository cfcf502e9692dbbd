import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Account } from '@/lib/account'
import { inTurn } from '@/lib/aws/in-turn'
import { AppError, type AppErrorCode } from '@/lib/errors'
import { agreesWithInventory } from '@/lib/grants/steps/agrees-with-inventory'
import { type FactState, type FactStates, factsOf } from '@/lib/grants/steps/fact'
import { withFacts } from '@/lib/grants/steps/facts-in-inventory'
import { assertCan } from '@/lib/operator/operator'
import type { LockSession } from '@/lib/records/locks'
import { putChanged } from '@/lib/services/account/put-in-reading'
import { invalidateReading } from '@/lib/services/account/reading-cache'
import type { Change, ChangePart, ChangeReceipt, PartReceipt } from '@/lib/services/changes/change'
import { namedTogether } from '@/lib/services/changes/named-together'
import { readFact } from '@/lib/services/changes/read-facts'
import { assertRegionsRead, readForWrite } from '@/lib/services/changes/read-for-write'
import { type PartEnd, runPart } from '@/lib/services/changes/run-part'
import { runPartsAtOnce } from '@/lib/services/changes/run-parts-at-once'
import { underLocks } from '@/lib/services/changes/under-locks'

export interface CarriedOut<Plan> {
  plan: Plan
  /** In the order of the parts. */
  receipts: PartReceipt[]
}

/**
 * The one way to change anything: may you → lock → read again → plan → read what the steps touch → announce → step by step,
 * each recorded → read back → say what came of it → unlock.
 */
export async function applyPlan<Plan>(change: Change<Plan>): Promise<CarriedOut<Plan>> {
  assertCan(change.context, change.capability)
  const { account } = change.context
  return underLocks(account, change.locks, async session => {
    const inventory = await readForWrite(account)
    assertRegionsRead(inventory, change.regions)
    const plan = await change.plan(inventory)
    const parts = namedTogether(change.parts(plan, inventory))
    const facts = await readAgreeing(account, parts, inventory, change.facts?.(plan))
    try {
      const run = { context: change.context, session, inventory, facts, parts }
      if (change.atOnce) return { plan, receipts: await runPartsAtOnce(run, change.atOnce) }
      return { plan, receipts: await runParts({ ...run, change }) }
    } finally {
      invalidateReading(account)
    }
  })
}

/** The same for a change that is one part: its failure is thrown where nothing was done. */
export async function carryOutOne<Plan>(
  change: Change<Plan>,
): Promise<{ plan: Plan; receipt: ChangeReceipt }> {
  const { plan, receipts } = await applyPlan(change)
  const [receipt] = receipts
  if (!receipt) throw new AppError('internal', 'A change without a part was asked for.')
  const { auditId, failure, done, notDone, state } = receipt
  if (auditId === null || (failure && state === 'failed'))
    throw failure ?? new AppError('internal', 'A change was carried out without an entry.')
  const isSaidOfStep = notDone.some(({ error }) => error === failure?.message)
  return {
    plan,
    receipt: { auditId, done, notDone, notice: isSaidOfStep ? null : (failure?.message ?? null) },
  }
}

/** What the steps touch, read by itself; anything that reads otherwise than the plan supposes stops all of it. */
async function readAgreeing(
  account: Account,
  parts: readonly ChangePart[],
  inventory: Inventory,
  earlier?: FactStates,
): Promise<Map<string, FactState>> {
  const facts = [...factsOf(parts.flatMap(({ steps }) => steps))]
  const read = await inTurn(facts, 4, async ([key, fact]) => {
    const state = await readFact(account, fact)
    if (!agreesWithInventory(inventory, fact, state, earlier?.get(key))) throw new AppError('conflict', MOVED)
    return [key, state] as const
  })
  return new Map(read)
}

const MOVED =
  'Something changed since you looked: a policy, a version, an attachment or a database user reads otherwise than a moment ago. Nothing was applied. Look at the plan again.'

interface Run {
  change: Pick<Change<unknown>, 'context' | 'together'>
  session: LockSession
  inventory: Inventory
  facts: ReadonlyMap<string, FactState>
  parts: readonly ChangePart[]
}

/** With these the next call would fail as well. */
const STOPS: ReadonlySet<AppErrorCode> = new Set(['throttled', 'unavailable', 'internal'])

async function runParts(run: Run): Promise<PartReceipt[]> {
  const receipts: PartReceipt[] = []
  const changed: PartEnd['after'] = []
  let { inventory } = run
  let stopped: boolean | undefined = false
  for (const part of run.parts) {
    if (stopped) {
      receipts.push({ state: 'notTried', auditId: null, done: [], notDone: [], failure: null })
      continue
    }
    const { receipt, after } = await runPart({
      context: run.change.context,
      session: run.session,
      inventory,
      facts: run.facts,
      part,
      earlier: receipts,
    }).catch(error => notAnnounced(error, receipts.length > 0))
    receipts.push(receipt)
    changed.push(...after)
    inventory = withFacts(inventory, after)
    stopped = receipt.failure !== null && (run.change.together || STOPS.has(receipt.failure.code))
  }
  // At the end: until then pages go on with the reading that is compiled already.
  putChanged(run.change.context.account, changed)
  return receipts
}

/** Nothing of this part was done; what earlier parts did must still be told. */
function notAnnounced(error: unknown, hasEarlier: boolean): PartEnd {
  if (!hasEarlier || !(error instanceof AppError)) throw error
  const receipt: PartReceipt = { state: 'failed', auditId: null, done: [], notDone: [], failure: error }
  return { receipt, after: [] }
}
