import type { Caveat } from '@/lib/access/model/caveat'
import type { Target } from '@/lib/access/model/target'
import { isBrokenText } from '@/lib/access/reading/unread-policies'
import { attachmentsOf } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { memoizePerAccess } from './memoize-per-access'
import { boundaryHolders, policyHolders } from './policy-holders'
import { policySources } from './policy-sources'

const nameOf = (policyId: string) => policyId.slice(policyId.lastIndexOf('/') + 1)

/** As the reading names a text: an inline policy with its owner, any other by its name alone. */
function subjectOf(id: string, name: string, kind: string): string {
  if (kind !== 'inline') return name
  const owner = id.slice(0, id.lastIndexOf('#'))
  return `${name} of ${owner.slice(owner.lastIndexOf(':') + 1)}`
}

/** Ids of the policies that a caveat is about; null where one is an organisation's, which binds whom it may. */
function policiesOf(access: CompiledAccess, caveat: Caveat): string[] | null {
  const { subject } = caveat
  const sources = policySources(access)
  const read = [...sources.values()].filter(({ id, name, kind }) => subjectOf(id, name, kind) === subject)
  if (read.some(({ kind }) => kind === 'scp')) return null
  if (isBrokenText(caveat)) return read.map(({ id }) => id)
  const held = [...policyHolders(access).keys(), ...boundaryHolders(access).keys()]
  return held.filter(id => !sources.has(id) && nameOf(id) === subject)
}

function holdersOf(access: CompiledAccess, caveat: Caveat): number[] | null {
  const { principals } = access.inventory
  const every = [...principals.keys()]
  if (caveat.id.startsWith('group:'))
    return every.filter(index => principals[index]?.groups.includes(caveat.subject))
  const [, role] = /^trust policy of (role\/.+)$/.exec(caveat.subject) ?? []
  if (role) return every.filter(index => principals[index]?.label === role)
  const ids = policiesOf(access, caveat)
  if (ids === null) return null
  return [
    ...new Set(
      ids.flatMap(id => [
        ...(policyHolders(access).get(id) ?? []),
        ...(boundaryHolders(access).get(id) ?? []),
      ]),
    ),
  ]
}

const remembered = memoizePerAccess('holders by caveat', () => new Map<Caveat, number[] | null>())

/**
 * Whose answers a caveat weakens, by place; null: everybody's, or not known whose. A policy of which nothing is found
 * weakens all: to say too little would make an answer look more certain than it is.
 */
export function caveatHolders(access: CompiledAccess, caveat: Caveat): number[] | null {
  if (caveat.scope !== 'policy') return null
  const known = remembered(access)
  const before = known.get(caveat)
  if (before !== undefined) return before
  const found = holdersOf(access, caveat)
  const holders = found && (found.length > 0 || isReadUnheld(access, caveat)) ? found : null
  known.set(caveat, holders)
  return holders
}

/** It is there by its name, and nobody holds it. */
const isReadUnheld = (access: CompiledAccess, caveat: Caveat) =>
  isBrokenText(caveat) && (policiesOf(access, caveat)?.length ?? 0) > 0

/** The same at one target: where a proxy signs in as its role, what that role holds is everybody's. */
export function caveatHoldersAt(access: CompiledAccess, target: Target, caveat: Caveat): number[] | null {
  const holders = caveatHolders(access, caveat)
  const role = target.proxy?.roleArn
  const { principals } = access.inventory
  return role && holders?.some(index => principals[index]?.arn === role) ? null : holders
}

/** Who holds something of which no text came, so that it may give names that nobody here knows. */
export const holdsUnread = memoizePerAccess('who holds what did not come', access => {
  const { caveats, principals } = access.inventory
  const sources = policySources(access)
  const unread = caveats
    .filter(caveat => (caveat.scope === 'policy' && !isBrokenText(caveat)) || caveat.id === 'iam:counts')
    .map(caveat => caveatHolders(access, caveat))
  const everybody = unread.some(holders => holders === null)
  const some = new Set(unread.flatMap(holders => holders ?? []))
  return (principal: number): boolean => {
    const policies = principals[principal]?.policies
    if (everybody || some.has(principal) || !policies) return true
    return policies.boundary === 'unread' || attachmentsOf(policies).some(item => !sources.has(item.policyId))
  }
})
