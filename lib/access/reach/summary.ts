import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { memoizePerAccess } from '@/lib/access/decide/memoize-per-access'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import type { Target } from '@/lib/access/model/target'
import type { AccountReach } from './account-reach'
import { type Overview, overviewOf, type ReachCounts, startOverview, type TargetSummary } from './overview'

export type { ReachCounts, TargetSummary } from './overview'

/** All targets at once: the list asks for every one of them anyway, and one pass costs little more than one target. */
const started = memoizePerAccess('overview', access => startOverview(access, access.inventory.targets))

function whole(access: CompiledAccess): Overview {
  const { overview, steps } = started(access)
  for (const _ of steps);
  // Invariant: a pass that broke off is never taken for a whole one.
  if (overview.summaries.length < access.inventory.targets.length)
    throw new RangeError('The account was not counted to its end.')
  return overview
}

/** Counts everything ahead of the first question, pausing so that a large account stalls nobody. */
export async function prepareSummaries(
  access: CompiledAccess,
  yieldToEventLoop: () => Promise<unknown> | undefined,
): Promise<void> {
  for (const _ of started(access).steps) await yieldToEventLoop()
}

/** Whether asking costs nothing any more: for whoever shows the counts where they are there, and waits for none. */
export function summariesAreReady(access: CompiledAccess): boolean {
  return started(access).overview.summaries.length === access.inventory.targets.length
}

const places = memoizePerAccess(
  'places of targets',
  access => new Map(access.inventory.targets.map((target, index) => [target, index])),
)

/** One line of the target list. A target read anew, which is not the inventory's own, is counted for itself. */
export function targetSummary(access: CompiledAccess, target: Target): TargetSummary {
  const index = places(access).get(target)
  const summary = (index === undefined ? overviewOf(access, [target]).summaries : whole(access).summaries).at(
    index ?? 0,
  )
  if (!summary) throw new RangeError(`There is no summary for ${target.name}.`)
  return summary
}

/** What one principal reaches, counted as its page lists it. */
export function reachCounts(access: CompiledAccess, principalArn: string): ReachCounts {
  const { index } = findPrincipal(access, principalArn)
  return whole(access).reach[index] ?? { canConnect: 0, conditional: 0, dormant: 0 }
}

/** Who reaches most, and what is reached by most. */
export function accountReach(access: CompiledAccess): AccountReach {
  return whole(access).account
}
