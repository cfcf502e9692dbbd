import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { spelledOut } from '@/lib/access/decide/user-pattern'
import type { DocumentEdit } from '@/lib/grants/edit-document'
import type { AttachedPolicy } from './attached-policies'
import { grantsToNamedUsers } from './database-users'
import { documentFix, type WorkedFix } from './document-fix'
import { labelOfRemoval, removeEdits } from './entry-edits'
import type { ReadResource } from './read-resource'
import type { Steps } from './steps'

/** What becomes of the grants that name a database user of one target. */
export interface GrantMend {
  resourceId: string
  databaseUser: string
  /** The user that they name instead; null: they are taken back. */
  to: string | null
}

/** One policy as it would read after all the mends that touch it. */
export interface MendedPolicy {
  policy: AttachedPolicy
  mends: GrantMend[]
  /** Null: the text cannot be edited safely, or would grow past its limit. */
  worked: WorkedFix | null
}

const keyOf = (resourceId: string, databaseUser: string) => `${resourceId}/${databaseUser}`

/** The entry with another user at its end, which is whatever follows the id. */
function renamed({ statement, pattern }: ReadResource, to: string): DocumentEdit {
  const by = pattern.replace(/(:dbuser:[^/]*\/).*$/s, (_, head: string) => head + spelledOut(to))
  return { kind: 'replaceEntry', statement: statement.index, element: 'Resource', entry: pattern, by: [by] }
}

/** Every policy that grants one of these users by its name, each edited once however many mends touch it. */
export function* mendGrants(access: CompiledAccess, mends: readonly GrantMend[]): Steps<MendedPolicy[]> {
  const wanted = new Map(mends.map(mend => [keyOf(mend.resourceId, mend.databaseUser), mend]))
  const touched = new Map<AttachedPolicy, { mend: GrantMend; entry: ReadResource }[]>()
  for (const { resources, target, name } of grantsToNamedUsers(access)) {
    const mend = wanted.get(keyOf(target.resourceId, name))
    // Exceptions of a grant to all others are not grants of those that they name.
    const entries = resources.filter(({ statement }) => !statement.resource?.not)
    const [first] = entries
    if (!mend || !first) continue
    const known = touched.get(first.policy) ?? []
    touched.set(first.policy, [...known, ...entries.map(entry => ({ mend, entry }))])
  }
  const policies: MendedPolicy[] = []
  for (const [policy, entries] of touched) {
    const gone = entries.flatMap(({ mend, entry }) => (mend.to === null ? entry : []))
    const moved = entries.flatMap(({ mend: { to }, entry }) => (to === null ? [] : renamed(entry, to)))
    const removals = removeEdits(gone)
    const label = moved.length === 0 ? labelOfRemoval(removals) : 'Name the users that are there'
    const worked = yield* documentFix(access, policy, { id: 'mend', label, edits: [...moved, ...removals] })
    policies.push({ policy, mends: [...new Set(entries.map(({ mend }) => mend))], worked })
  }
  return policies
}
