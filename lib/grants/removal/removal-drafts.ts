import { digestOf } from '@/lib/access/model/digest'
import type { AccountChange } from './account-change'
import { denyChange } from './deny-change'
import { narrowPolicy } from './narrow-policy'
import type { AllowingPolicy, RemovalCell } from './removal-cell'
import { WAY_IDS, type WayId } from './removal-wish'

/** One way before anybody has asked what it does. */
export interface RemovalDraft {
  id: WayId
  label: string
  changes: AccountChange[]
}

interface Part {
  changes: AccountChange[]
  words: string[]
}

/** Where an edit would leave nothing, taking the policy away is the same change: it goes by that name. */
const NAMING: WayId[] = ['detach', 'group', 'entry', 'statement', 'deny']

/** Every way that can be written down, each taking away all that allows the cell; the same changes stand once. */
export function removalDrafts(cell: RemovalCell): RemovalDraft[] {
  if (cell.allowing.length === 0) return []
  const drafts = new Map<string, RemovalDraft>()
  for (const id of NAMING) {
    const draft = draftOf(cell, id)
    const key = digestOf(draft?.changes)
    if (draft && !drafts.has(key)) drafts.set(key, draft)
  }
  return [...drafts.values()].sort((left, right) => WAY_IDS.indexOf(left.id) - WAY_IDS.indexOf(right.id))
}

function draftOf(cell: RemovalCell, id: WayId): RemovalDraft | null {
  const parts = partsOf(cell, id)
  const found = parts.filter(part => part !== null)
  if (found.length < parts.length) return null
  const changes = withoutTwins(found.flatMap(part => part.changes))
  return changes.length === 0 ? null : { id, label: sentenceOf(found.flatMap(part => part.words)), changes }
}

function partsOf(cell: RemovalCell, id: WayId): (Part | null)[] {
  const { allowing } = cell
  if (id === 'deny') return [denyPart(cell)]
  if (id === 'detach') return allowing.map(policy => offPrincipal(cell, policy))
  if (id === 'group') {
    const lent = allowing.some(({ groups, source }) => groups.length > 0 && !source.id.includes('#'))
    return lent ? allowing.map(policy => offGroups(cell, policy) ?? offPrincipal(cell, policy)) : [null]
  }
  return allowing.map(policy => narrowed(cell, policy, id) ?? offPrincipal(cell, policy))
}

function narrowed(cell: RemovalCell, policy: AllowingPolicy, by: 'entry' | 'statement'): Part | null {
  const { id, name } = policy.source
  if (ownerIsLocked(cell, id)) return null
  const narrow = narrowPolicy(cell, policy, by)
  if (!narrow) return null
  if (narrow.text !== 'empty')
    return { changes: [{ kind: 'replaceText', policyId: id, text: narrow.text }], words: narrow.words }
  // IAM keeps no policy without a statement, and deleting a managed one would end it for everybody.
  if (!id.includes('#')) return null
  const [group] = policy.groups
  const owner = group === undefined ? '' : ` of the group ${group}`
  return {
    changes: [{ kind: 'deleteInline', policyId: id }],
    words: [`delete the inline policy ${name}${owner}`],
  }
}

function ownerIsLocked({ access, principal }: RemovalCell, policyId: string): boolean {
  const [owner] = policyId.split('#')
  if (owner === policyId) return false
  const holder =
    owner === principal.arn ? principal : access.inventory.principals.find(one => one.arn === owner)
  return Boolean(holder?.unmodifiable)
}

/** From this principal alone: what it holds itself is detached or deleted, what a group lends goes with the group. */
function offPrincipal({ principal }: RemovalCell, policy: AllowingPolicy): Part | null {
  if (principal.unmodifiable) return null
  const { id, name } = policy.source
  const own: Part = !policy.direct
    ? { changes: [], words: [] }
    : id.includes('#')
      ? { changes: [{ kind: 'deleteInline', policyId: id }], words: [`delete the inline policy ${name}`] }
      : {
          changes: [{ kind: 'detach', policyId: id, ownerArn: principal.arn }],
          words: [`detach ${name} from ${principal.label}`],
        }
  return {
    changes: [
      ...own.changes,
      ...policy.groups.map(group => ({ kind: 'leaveGroup' as const, principalArn: principal.arn, group })),
    ],
    words: [...own.words, ...policy.groups.map(group => `take ${principal.label} out of the group ${group}`)],
  }
}

/** From the groups that lend it, for all of their members. */
function offGroups(cell: RemovalCell, policy: AllowingPolicy): Part | null {
  const { id, name } = policy.source
  if (policy.groups.length === 0 || id.includes('#')) return null
  const lenders = policy.groups.map(group =>
    cell.access.inventory.groups.find(one => one.name === group && one.policyIds.includes(id)),
  )
  const known = lenders.filter(group => group !== undefined)
  if (known.length < lenders.length) return null
  const own = policy.direct ? offPrincipal(cell, { ...policy, groups: [] }) : { changes: [], words: [] }
  return (
    own && {
      changes: [
        ...own.changes,
        ...known.map(({ arn }) => ({ kind: 'detach' as const, policyId: id, ownerArn: arn })),
      ],
      words: [...own.words, ...known.map(group => `detach ${name} from the group ${group.name}`)],
    }
  )
}

function denyPart(cell: RemovalCell): Part | null {
  if (cell.principal.unmodifiable) return null
  return { changes: [denyChange(cell)], words: [`deny it to ${cell.principal.label} alone`] }
}

function withoutTwins(changes: AccountChange[]): AccountChange[] {
  return [...new Map(changes.map(change => [digestOf(change), change])).values()]
}

function sentenceOf(words: readonly string[]): string {
  const unique = [...new Set(words)]
  const text =
    unique.length < 2 ? (unique[0] ?? '') : `${unique.slice(0, -1).join(', ')} and ${unique.at(-1)}`
  return text.replace(/^./, first => first.toUpperCase())
}
