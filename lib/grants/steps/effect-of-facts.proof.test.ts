import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secondHopOf } from '@/lib/access/decide/behind-proxy'
import { columnFor, columnsOf, patternColumn } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Target } from '@/lib/access/model/target'
import { changes, TEXTS } from '@/lib/grants/testing/generated-changes'
import type { TinyIam } from '@/lib/grants/testing/tiny-iam'
import { changesOn } from '../effect'
import type { PlanStep } from '../grant-plan'
import { effectOfFacts } from './effect-of-facts'
import { factKey, factOf, factsOf } from './fact'
import { planReversal } from './reversal-plan'

const lineOf = ({ principalArn, resourceId, databaseUser, before, after }: AccessChange) =>
  `${principalArn} ${resourceId} ${databaseUser} ${before} > ${after}`

/** Every cell of two whole accounts, looked at both ways: a user that only one of them names is a column of that one. */
function difference(before: Inventory, after: Inventory): string[] {
  const [was, is] = [compileAccess(before), compileAccess(after)]
  const turned = cellsThatDiffer(is, was).map(cell => ({ ...cell, before: cell.after, after: cell.before }))
  return [...new Set([...cellsThatDiffer(was, is), ...turned].map(lineOf))].sort()
}

/** In the columns of `after`; who is ready inside the database may differ as well. */
function cellsThatDiffer(before: CompiledAccess, after: CompiledAccess): AccessChange[] {
  return after.inventory.targets.flatMap(target => {
    const columns = columnsOf(after, target)
    const was = columns.map(column => ({
      ...column,
      ...readyIn(before, target, column),
      secondHop: secondHopOf(before, target, column),
    }))
    return changesOn(before, after, target, columns, was).changes
  })
}

function readyIn(access: CompiledAccess, target: Target, { kind, name }: MatrixColumn) {
  const column = kind === 'pattern' ? patternColumn(access, target, name) : columnFor(access, target, name)
  return { iamReady: column.iamReady, reason: column.reason }
}

const factsNow = (iam: TinyIam, steps: readonly PlanStep[]) =>
  [...factsOf(steps).values()].map(fact => ({ fact, state: iam.read(fact) }))

const linesOf = (effect: readonly AccessChange[]) => effect.map(lineOf).sort()

it('is the difference of the two whole accounts, after any part of any change', () => {
  fc.assert(
    fc.property(changes, fc.nat(), ({ iam: account, steps }, stop) => {
      const iam = account.copy()
      const before = iam.inventory()
      const taken = steps.slice(0, stop % (steps.length + 1))
      for (const step of taken) iam.take(step)
      const effect = effectOfFacts(compileAccess(before), factsNow(iam, taken))
      expect(linesOf(effect)).toEqual(difference(before, iam.inventory()))
    }),
    { numRuns: 200 },
  )
}, 900_000)

it('is said of an undo before it is done', () => {
  fc.assert(
    fc.property(changes, ({ iam: account, steps }) => {
      const iam = account.copy()
      const recorded = steps.map(step => ({ step, before: iam.read(factOf(step)) }))
      for (const step of steps) iam.take(step)
      const after = iam.inventory()
      const now = new Map(factsNow(iam, steps).map(({ fact, state }) => [factKey(fact), state]))
      const access = compileAccess(after)
      const undo = planReversal({ kind: 'undo', recorded, now, access, switchPlan: null })
      for (const step of undo.steps) iam.take(step)
      expect(linesOf(undo.effect)).toEqual(difference(after, iam.inventory()))
    }),
    { numRuns: 200 },
  )
}, 900_000)

it('the generated accounts hold texts that open and close cells', () => {
  expect(new Set(TEXTS).size).toBe(TEXTS.length)
  const [seen] = fc.sample(
    changes.filter(({ iam, steps }) => {
      const after = iam.copy()
      for (const step of steps) after.take(step)
      return difference(iam.inventory(), after.inventory()).length > 0
    }),
    1,
  )
  expect(seen?.steps.length).toBeGreaterThan(0)
})
