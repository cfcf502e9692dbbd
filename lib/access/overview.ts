import { conditionOf } from './cell-condition'
import { columnsOf, type MatrixColumn, scanFor } from './columns'
import type { CompiledAccess } from './compile-access'
import { CONDITIONAL_CODE, decisionVerdicts } from './decision-verdicts'
import { connectArn, type Target } from './target'
import { gateOf } from './target-cells'
import { mayBeUnreadable } from './unreadable-policies'
import { VERDICTS } from './verdict'

/** One line of the target list. */
export interface TargetSummary {
  /** IAM-ready users; null: the database was not read. */
  iamUsers: number | null
  databaseUsers: number | null
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
}

const CODE = Object.fromEntries(VERDICTS.map((verdict, code) => [verdict, code])) as Record<
  (typeof VERDICTS)[number],
  number
>

/** Columns decided in one go: few enough that nothing else waits long, many for an engine that does 32 at a time. */
const BATCH = 1024

interface Plan {
  target: Target
  columns: MatrixColumn[]
  resources: string[]
  /** Verdict code by decision code, by column. */
  tables: number[][]
  /** Columns where nothing but the switch is missing. */
  waits: boolean[]
}

function planFor(access: CompiledAccess, target: Target): Plan {
  const columns = columnsOf(access, target)
  return {
    target,
    columns,
    resources: columns.map(column => connectArn(target, column.witness)),
    tables: columns.map(column => decisionVerdicts(gateOf(target, column))),
    waits: columns.map(column => !target.iamAuth.accepted && column.iamReady !== false),
  }
}

/** Every target's line and every principal's counts, in one pass over the account. */
export function overviewOf(access: CompiledAccess, targets: readonly Target[]): Overview {
  const { overview, steps } = startOverview(access, targets)
  for (const _ of steps);
  return overview
}

/** The same in steps, for whoever wants to stop for breath; `overview` is complete when they are done. */
export function startOverview(access: CompiledAccess, targets: readonly Target[]) {
  const reach = access.inventory.principals.map(
    (): ReachCounts => ({ canConnect: 0, conditional: 0, dormant: 0 }),
  )
  const overview: Overview = { summaries: [], reach }
  return { overview, steps: overviewSteps(access, targets, overview) }
}

function* overviewSteps(
  access: CompiledAccess,
  targets: readonly Target[],
  overview: Overview,
): Generator<void> {
  let batch: Plan[] = []
  let size = 0
  for (const target of targets) {
    const plan = planFor(access, target)
    if (size + plan.columns.length > BATCH && batch.length > 0) {
      overview.summaries.push(...passOver(access, batch, overview.reach))
      batch = []
      size = 0
    }
    batch.push(plan)
    size += plan.columns.length
    yield
  }
  if (batch.length > 0) overview.summaries.push(...passOver(access, batch, overview.reach))
}

function passOver(access: CompiledAccess, plans: Plan[], reach: ReachCounts[]): TargetSummary[] {
  const decisions = access.compiled.matrix(plans.flatMap(plan => plan.resources))
  const width = plans.reduce((sum, plan) => sum + plan.columns.length, 0)
  const summaries = plans.map(({ target }) => ({
    ...countUsers(access, target),
    canConnect: 0,
    conditional: 0,
    dormant: 0,
  }))
  for (let principal = 0; principal < reach.length; principal++) {
    let at = principal * width
    plans.forEach((plan, index) => {
      const end = at + plan.columns.length
      const summary = summaries[index]
      const counts = reach[principal]
      if (summary && counts && anyDecided(decisions, at, end))
        countRow(access, plan, decisions.subarray(at, end), principal, summary, counts)
      at = end
    })
  }
  return summaries
}

function anyDecided(decisions: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (decisions[at] !== 0) return true
  return false
}

function countRow(
  access: CompiledAccess,
  plan: Plan,
  codes: Uint8Array,
  principal: number,
  summary: TargetSummary,
  counts: ReachCounts,
): void {
  const wide = codes[codes.length - 1] ?? 0
  const seen = { alone: [0, 0, 0, 0, 0, 0], wide: [0, 0, 0, 0, 0, 0], waits: 0, waitsWide: 0 }
  for (let column = 0; column < codes.length; column++) {
    const code = codes[column] ?? 0
    if (code === 0) continue
    const verdict = verdictAt(access, plan, principal, column, code)
    const together = code === wide
    const bucket = together ? seen.wide : seen.alone
    bucket[verdict] = (bucket[verdict] ?? 0) + 1
    if (verdict !== CODE.dormant || !plan.waits[column]) continue
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

function verdictAt(
  access: CompiledAccess,
  plan: Plan,
  principal: number,
  column: number,
  code: number,
): number {
  if (code === CONDITIONAL_CODE && mayBeUnreadable(access)(principal)) {
    const { unreadable } = conditionOf(access.compiled.explain(principal, plan.resources[column] ?? ''))
    if (unreadable) return CODE.notEvaluated
  }
  return plan.tables[column]?.[code] ?? 0
}

function countUsers(
  access: CompiledAccess,
  target: Target,
): Pick<TargetSummary, 'iamUsers' | 'databaseUsers'> {
  const scan = target.kind === 'proxy' ? null : scanFor(access, target)
  const users = scan?.users.filter(user => user.signIn !== 'noLogin')
  return {
    iamUsers: users ? users.filter(user => user.iamReady).length : null,
    databaseUsers: users ? users.length : null,
  }
}
