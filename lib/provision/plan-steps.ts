import type { PlanStep } from '@/lib/grants/grant-plan'
import { sqlStep } from '@/lib/grants/steps/sql-step'
import type { UserPlan, UserStep } from './user-plan'

/** Neighbours that run in one transaction, and so are done, or taken back, as one. */
function together(steps: readonly UserStep[]): UserStep[][] {
  const groups: UserStep[][] = []
  for (const step of steps) {
    const last = groups.at(-1)
    const [first] = last ?? []
    if (last && first?.transaction === step.transaction && first.database === step.database) last.push(step)
    else groups.push([step])
  }
  return groups
}

/** What is different once all of them are done: what one adds and a later one removes is not. */
function difference(steps: readonly UserStep[]): { adds: string[]; removes: string[] } {
  const adds = new Set<string>()
  const removes = new Set<string>()
  for (const step of steps) {
    for (const line of step.removes) if (!adds.delete(line)) removes.add(line)
    for (const line of step.adds) if (!removes.delete(line)) adds.add(line)
  }
  return { adds: [...adds], removes: [...removes] }
}

function undoOf(steps: readonly UserStep[]): Pick<UserStep, 'undo' | 'undoNote'> {
  const never = steps.find(({ undo }) => undo === null)
  if (never) return { undo: null, undoNote: never.undoNote }
  return { undo: steps.toReversed().flatMap(({ undo }) => undo ?? []), undoNote: null }
}

/** A plan inside a database as steps of the one protocol for changes. */
export function planSteps({ target, intent, inOneTransaction, steps }: UserPlan): PlanStep[] {
  return together(steps).map(group =>
    sqlStep(
      {
        region: target.region,
        resourceId: target.resourceId,
        user: intent.user,
        database: group[0]?.database ?? '',
        statements: group.flatMap(({ statements }) => statements),
        inTransaction: inOneTransaction,
        ...undoOf(group),
        ...difference(group),
      },
      group.map(({ title }) => title).join('; '),
    ),
  )
}
