import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { targetCells } from '@/lib/access/decide/target-cells'
import type { AccessChange } from '@/lib/access/model/access-change'
import type { Inventory } from '@/lib/access/model/inventory'
import { connectArn } from '@/lib/access/model/target'
import { reaches, VERDICTS } from '@/lib/access/model/verdict'
import { homeAccount } from '@/lib/account'
import { everyChangedCell } from '@/lib/findings/testing/every-changed-cell'
import type { GrantIntent, Placement } from '@/lib/grants/intent'
import { WAY_IDS } from '@/lib/grants/removal/removal-wish'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { applyRemoval } from '@/lib/services/grants/apply-removal'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { planRemoval } from '@/lib/services/grants/plan-removal'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { accountState, accountUnderChange } from '@/lib/services/testing/account-under-change'
import { mira } from '@/lib/services/testing/kinds-of-write'

const account = accountUnderChange()
const CARRIED_OUT = 60
const USERS = ['metrics', 'app_readonly', 'reporting', 'bi_reader', 'somebody_new']

const wishes = fc.record({
  kind: fc.constantFrom('grant', 'removal'),
  principals: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  targets: fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
  users: fc.subarray(USERS, { minLength: 1 }),
  placement: fc.nat(),
  way: fc.option(fc.constantFrom(...WAY_IDS)),
  edit: fc.record({
    owner: fc.nat(),
    target: fc.nat(),
    user: fc.constantFrom('*', ...USERS),
    deny: fc.boolean(),
  }),
})
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length]
  if (found === undefined) throw new Error('There is nothing to pick from.')
  return found
}

/** Another account each time: somebody gains or loses something outside Gatehouse. */
function edited({ edit }: Wish, { targets }: Inventory, serial: number): void {
  const { users, roles, groups } = account.world
  const owners = [...users.values(), ...groups.values(), ...roles.values()]
  const owner = pick(
    owners.filter(({ path }) => !path.startsWith('/aws-')),
    edit.owner,
  )
  const Resource = connectArn(pick(targets, edit.target), edit.user)
  const statement = { Effect: edit.deny ? 'Deny' : 'Allow', Action: 'rds-db:connect', Resource }
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  owner.inline.push({ name: `outside-${serial}`, text })
  forgetReading(homeAccount())
}

function intentOf(
  { principals, targets, users, placement }: Wish,
  inventory: Inventory,
  serial: number,
): GrantIntent {
  const arns = [...inventory.principals, ...inventory.groups].map(({ arn }) => arn)
  const own = inventory.managedPolicies.filter(({ awsManaged }) => !awsManaged).map(({ arn }) => arn)
  const policyName = `gh-random-${serial}`
  const placements: Placement[] = [
    { kind: 'inline', policyName },
    { kind: 'newManaged', policyName },
    { kind: 'existingManaged', policyArn: pick(own, placement) },
  ]
  return {
    principals: principals.map(at => pick(arns, at)),
    connections: targets.map(at => {
      const { accountId, region, resourceId } = pick(inventory.targets, at)
      return { accountId, region, resourceId, databaseUsers: users }
    }),
    placement: pick(placements, placement),
  }
}

interface Carried {
  auditId: number
  effect: AccessChange[]
}

async function granted(wish: Wish, inventory: Inventory, serial: number): Promise<Carried | null> {
  const intent = intentOf(wish, inventory, serial)
  const { problems, effect, digest } = await planGrant(mira, { intent })
  if (problems.length > 0) return null
  const receipt = await applyGrant(mira, { intent, digest, reason: `grant ${serial}` })
  expect(receipt.notDone).toEqual([])
  return { auditId: Number(receipt.auditId), effect }
}

async function removed(asked: Wish, inventory: Inventory, serial: number): Promise<Carried | null> {
  const target = pick(inventory.targets, pick(asked.targets, 0))
  const { verdicts, columns } = targetCells(compileAccess(inventory), target)
  const open = [...verdicts.keys()].filter(cell => reaches(VERDICTS[verdicts[cell] ?? 0] ?? 'noAccess'))
  if (open.length === 0) return null
  const cell = pick(open, pick(asked.principals, 0))
  const principalArn = pick(inventory.principals, Math.floor(cell / columns.length)).arn
  const databaseUser = pick(columns, cell % columns.length).name
  const { accountId, region, resourceId } = target
  const { wish, chosen, digest } = await planRemoval(mira, {
    wish: { principalArn, accountId, region, resourceId, databaseUser, way: asked.way },
  })
  // AWS lets the server of the simulated account detach nothing of its own policies.
  const theirs = chosen?.steps.some(({ call }) => String(call.input.PolicyArn).includes(':aws:policy/'))
  if (!chosen || chosen.problems.length > 0 || theirs) return null
  const receipt = await applyRemoval(mira, { wish, digest, reason: `removal ${serial}` })
  expect(receipt.notDone).toEqual([])
  return { auditId: Number(receipt.auditId), effect: chosen.effect }
}

const linesOf = (cells: readonly AccessChange[]) =>
  cells
    .map(one => `${one.principalArn} ${one.resourceId} ${one.databaseUser} ${one.before} > ${one.after}`)
    .sort()

it('any change changes exactly the cells of its preview, and its undo restores the account to the byte', async () => {
  const kinds = new Map<string, number>()
  let carriedOut = 0
  for (const [serial, wish] of fc.sample(wishes, { numRuns: 400, seed: 8 }).entries()) {
    if (carriedOut === CARRIED_OUT) break
    edited(wish, await loadInventory(homeAccount()), serial)
    const before = await loadInventory(homeAccount())
    const state = accountState(account.world)
    const carried = await (wish.kind === 'grant' ? granted : removed)(wish, before, serial)
    if (!carried) continue
    const after = await loadInventory(homeAccount(), { fresh: true })
    expect(linesOf(carried.effect), `${wish.kind} ${serial}`).toEqual(
      linesOf(everyChangedCell(before, after)),
    )
    const order = { auditId: carried.auditId, kind: 'undo' as const }
    const { plan } = await planReversal(mira, order)
    expect([plan.problems, plan.conflicts]).toEqual([[], []])
    await applyReversal(mira, { ...order, digest: plan.digest, reason: 'back' })
    expect(accountState(account.world)).toEqual(state)
    const undone = await loadInventory(homeAccount(), { fresh: true })
    expect(linesOf(plan.effect), `undo ${serial}`).toEqual(linesOf(everyChangedCell(after, undone)))
    carriedOut += 1
    kinds.set(wish.kind, (kinds.get(wish.kind) ?? 0) + 1)
  }
  expect(carriedOut).toBe(CARRIED_OUT)
  expect([...kinds.values()].every(count => count >= 10)).toBe(true)
}, 900_000)
