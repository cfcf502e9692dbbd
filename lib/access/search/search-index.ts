import { columnsOf, isUsable } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { boundaryHolders, policyHolders } from '@/lib/access/decide/policy-holders'
import { type AccountReading, hasIam, type Inventory } from '@/lib/access/model/inventory'
import { memoryOf } from '@/lib/access/model/memory'
import { maySignIn } from '@/lib/access/model/name-inside'
import type { Principal } from '@/lib/access/model/principal'
import { scanBehind } from '@/lib/access/model/scan-behind'
import type { Target } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import type { PolicySource } from '@/lib/iam/index'
import { addName, emptyList, type NameList, nameList } from './name-list'

export interface PlacedUser {
  name: string
  target: Target
  /** Named in policies, and not in the database. */
  missing: boolean
  dormant: boolean
}

export interface HeldByName {
  policy: Pick<PolicySource, 'id' | 'name' | 'kind'>
  /** Through the policy itself or a group; those whom it bounds, too. */
  holders: Principal[]
}

/** All names of one reading, ready to be searched. */
export interface SearchIndex {
  targets: NameList<Target>
  principals: NameList<Principal>
  policies: NameList<HeldByName>
  databaseUsers: NameList<PlacedUser>
  /** Names that stand on more than one target. */
  everywhere: NameList<{ name: string; targets: number }>
}

/** Every name that a target answers to: its endpoints and its members' too. */
const namesOf = (target: Target) => [
  target.resourceId,
  target.arn,
  target.engineLabel,
  ...hostsOf(target),
  ...target.members.flatMap(({ name, resourceId }) => [name, resourceId]),
]

function policiesOf(inventory: Inventory): NameList<HeldByName> {
  const access = compileAccess(inventory)
  const [own, bounding] = [policyHolders(access), boundaryHolders(access)]
  const policies = new Map<string, HeldByName['policy']>([
    ...inventory.managedPolicies.map(
      ({ arn, name, awsManaged }) =>
        [arn, { id: arn, name, kind: awsManaged ? 'awsManaged' : 'customerManaged' } as const] as const,
    ),
    ...inventory.policies.map(({ id, name, kind }) => [id, { id, name, kind }] as const),
  ])
  const held = [...policies.values()].map(policy => {
    const places = new Set([...(own.get(policy.id) ?? []), ...(bounding.get(policy.id) ?? [])])
    return { policy, holders: [...places].flatMap(place => inventory.principals[place] ?? []) }
  })
  return nameList(
    held,
    ({ policy }) => policy.name,
    ({ policy }) => [policy.id],
  )
}

function usersOf(reading: AccountReading | Inventory, target: Target): PlacedUser[] {
  if (hasIam(reading))
    return columnsOf(compileAccess(reading), target).flatMap(column => {
      const missing = column.kind === 'missing'
      if (!missing && column.kind !== 'user') return []
      return [{ name: column.name, target, missing, dormant: missing || isUsable(column) === false }]
    })
  if (target.kind === 'proxy') return []
  const names = (scanBehind(reading, target)?.users ?? []).filter(maySignIn).map(({ name }) => name)
  return [...new Set(names)].map(name => ({ name, target, missing: false, dormant: false }))
}

function* indexing(reading: AccountReading | Inventory): Generator<undefined, SearchIndex, undefined> {
  const databaseUsers = emptyList<PlacedUser>()
  const counts = new Map<string, number>()
  for (const target of reading.targets) {
    for (const user of usersOf(reading, target)) {
      addName(databaseUsers, user, user.name)
      counts.set(user.name, (counts.get(user.name) ?? 0) + 1)
    }
    yield
  }
  const several = [...counts].filter(([, targets]) => targets > 1).sort((a, b) => b[1] - a[1])
  yield
  const principals = hasIam(reading) ? reading.principals : []
  return {
    targets: nameList(reading.targets, ({ name }) => name, namesOf),
    principals: nameList(
      principals,
      ({ name }) => name,
      ({ label, arn, uniqueId }) => [label, arn, uniqueId],
    ),
    policies: hasIam(reading) ? policiesOf(reading) : emptyList(),
    databaseUsers,
    everywhere: nameList(
      several.map(([name, targets]) => ({ name, targets })),
      ({ name }) => name,
    ),
  }
}

const INDEX = 'search index'

/** Shown again as stale, or with another caveat, a reading keeps its parts: it is not walked twice. */
interface KnownIndex {
  scans: AccountReading['scans']
  principals: Principal[] | null
  index: SearchIndex
}

/** Made once for a reading, in steps: with the reading, so that the first who searches does not wait for it. */
export function* prepareSearch(
  reading: AccountReading | Inventory,
): Generator<undefined, SearchIndex, undefined> {
  const principals = hasIam(reading) ? reading.principals : null
  const known = memoryOf(reading.targets).get(INDEX) as KnownIndex | undefined
  if (known?.scans === reading.scans && known.principals === principals) return known.index
  const index = yield* indexing(reading)
  const made: KnownIndex = { scans: reading.scans, principals, index }
  memoryOf(reading.targets).set(INDEX, made)
  return index
}

export function searchIndex(reading: AccountReading | Inventory): SearchIndex {
  const steps = prepareSearch(reading)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
