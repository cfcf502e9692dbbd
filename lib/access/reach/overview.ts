import { administrators } from '@/lib/access/decide/administrators'
import { isUsable } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { type DecidedTarget, decideTargets } from '@/lib/access/decide/decided-targets'
import { type UserCounts, userCounts } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import { VERDICTS } from '@/lib/access/model/verdict'
import { type AccountReach, countReach, startReach } from './account-reach'

/** One line of the target list. */
export interface TargetSummary extends UserCounts {
  /** Principals that can connect as somebody, conditions or not. */
  canConnect: number
  /** Of those, the ones that connect only on a condition. */
  conditional: number
  /** Grants that only wait for the switch; a wildcard counts once. Zero where the switch accepts tokens. */
  dormant: number
}

/** What one principal reaches, in rows of its page: a wildcard counts once per target. */
export interface ReachCounts {
  canConnect: number
  conditional: number
  dormant: number
}

export interface Overview {
  summaries: TargetSummary[]
  reach: ReachCounts[]
  /** Who reaches most and what is reached by most. */
  account: AccountReach
}

const CODE = Object.fromEntries(VERDICTS.map((verdict, code) => [verdict, code])) as Record<
  (typeof VERDICTS)[number],
  number
>

/** Every target's line and every principal's counts, in one pass over the account. */
export function overviewOf(access: CompiledAccess, targets: readonly Target[]): Overview {
  const { overview, steps } = startOverview(access, targets)
  for (const _ of steps);
  return overview
}

/** The same in steps, for whoever wants to pause; `overview` is complete when they are done. */
export function startOverview(access: CompiledAccess, targets: readonly Target[]) {
  const reach = access.inventory.principals.map(
    (): ReachCounts => ({ canConnect: 0, conditional: 0, dormant: 0 }),
  )
  const overview: Overview = { summaries: [], reach, account: startReach(access) }
  return { overview, steps: overviewSteps(access, targets, overview) }
}

function* overviewSteps(
  access: CompiledAccess,
  targets: readonly Target[],
  overview: Overview,
): Generator<void> {
  administrators(access)
  yield
  for (const decided of decideTargets(access, targets)) {
    if (decided) {
      overview.summaries.push(summaryOf(access, decided, overview.reach))
      countReach(access, overview.account, decided)
    }
    yield
  }
}

function summaryOf(access: CompiledAccess, decided: DecidedTarget, reach: ReachCounts[]): TargetSummary {
  const { target, columns, principals } = decided
  const summary = { ...userCounts(access.inventory, target), canConnect: 0, conditional: 0, dormant: 0 }
  const waits = columns.map(column => !target.iamAuth.accepted && isUsable(column) !== false)
  principals.forEach((principal, row) => {
    const counts = reach[principal]
    if (counts) countRow(decided, row, waits, summary, counts)
  })
  return summary
}

/** `waits`: columns where nothing but the switch is missing. */
function countRow(
  { columns, decisions, verdicts }: DecidedTarget,
  row: number,
  waits: readonly boolean[],
  summary: TargetSummary,
  counts: ReachCounts,
): void {
  const from = row * columns.length
  const wide = decisions[from + columns.length - 1] ?? 0
  const seen = { alone: [0, 0, 0, 0, 0, 0], wide: [0, 0, 0, 0, 0, 0], waits: 0, waitsWide: 0 }
  for (let column = 0; column < columns.length; column++) {
    const code = decisions[from + column] ?? 0
    if (code === 0) continue
    const verdict = verdicts[from + column] ?? 0
    const together = code === wide
    const bucket = together ? seen.wide : seen.alone
    bucket[verdict] = (bucket[verdict] ?? 0) + 1
    if (verdict !== CODE.dormant || !waits[column]) continue
    if (together) seen.waitsWide = 1
    else seen.waits++
  }
  const has = (verdict: 'canConnect' | 'conditional') =>
    (seen.alone[CODE[verdict]] ?? 0) + (seen.wide[CODE[verdict]] ?? 0) > 0
  if (has('canConnect')) summary.canConnect++
  else if (has('conditional')) {
    summary.canConnect++
    summary.conditional++
  }
  summary.dormant += seen.waits + seen.waitsWide
  for (const verdict of ['canConnect', 'conditional', 'dormant'] as const)
    counts[verdict] += seen.alone[CODE[verdict]] ?? 0
  const best = (['canConnect', 'conditional', 'dormant'] as const).find(
    verdict => (seen.wide[CODE[verdict]] ?? 0) > 0,
  )
  if (best) counts[best]++
}
