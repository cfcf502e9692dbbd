import type { Target } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import type { CompiledAccess } from './compile-access'
import { bareName } from './intended-entry'
import { memoizePerAccess } from './memoize-per-access'

interface TargetIndex {
  byId: Map<string, Target>
  byMemberId: Map<string, Target>
  /** Names, ARNs and endpoints, members' included; a name may stand in several Regions. */
  byName: Map<string, Target[]>
  /** Ids in lower case. */
  byAnyCapitals: Map<string, Target>
}

export const targetIndex = memoizePerAccess('target index', ({ inventory }: CompiledAccess): TargetIndex => {
  const index: TargetIndex = {
    byId: new Map(),
    byMemberId: new Map(),
    byName: new Map(),
    byAnyCapitals: new Map(),
  }
  const name = (key: string, target: Target) => {
    const known = index.byName.get(key) ?? []
    if (!known.includes(target)) index.byName.set(key, [...known, target])
  }
  for (const target of inventory.targets) {
    index.byId.set(target.resourceId, target)
    index.byAnyCapitals.set(target.resourceId.toLowerCase(), target)
    for (const key of [target.name, target.arn, ...hostsOf(target)]) name(key, target)
    for (const member of target.members) {
      // Empty where the member itself was not read.
      if (member.resourceId) index.byMemberId.set(member.resourceId, target)
      name(member.name, target)
      name(target.arn.replace(/:[^:]+:[^:]+$/, `:db:${member.name}`), target)
    }
  }
  return index
})

/** By identifier, ARN or endpoint; where the name stands in several Regions, the one that the entry says. */
export function targetNamed(
  access: CompiledAccess,
  text: string,
  region: string,
  meant: Target | null,
): Target | null {
  const { byName } = targetIndex(access)
  const bare = bareName(text)
  const named = byName.get(text) ?? byName.get(bare) ?? byName.get(bare.toLowerCase()) ?? []
  return (
    named.find(target => target.region === region) ??
    (named.length === 1 ? named[0] : named.find(target => target.resourceId === meant?.resourceId)) ??
    null
  )
}
