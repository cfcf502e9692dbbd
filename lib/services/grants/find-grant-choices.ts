import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import { hostsOf } from '@/lib/access/model/target-hosts'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { type GrantSubject, type GrantTarget, subjectFact, targetFact } from '@/lib/grants/grant-facts'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

export interface GrantChoices {
  subjects: GrantSubject[]
  targets: GrantTarget[]
  /** More match than are shown. */
  more: number
  /** What is not among them because it was not read; null: all were. */
  unread: string | null
}

const shown = 30

/** Users, roles and groups, or targets, whose name holds every word. */
export async function findGrantChoices(
  context: Context,
  { kind, find }: { kind: 'who' | 'on'; find: string },
): Promise<GrantChoices> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const words = find.toLowerCase().split(/\s+/)
  const fits = (text: string) => words.every(word => text.toLowerCase().includes(word))
  if (kind === 'on') {
    const found = inventory.targets.filter(target =>
      fits([target.name, target.resourceId, target.region, ...hostsOf(target)].join(' ')),
    )
    return {
      subjects: [],
      targets: found.slice(0, shown).map(targetFact),
      more: rest(found),
      unread: unreadWords(inventory.regions),
    }
  }
  const matching = allSubjects(inventory).filter(subject => fits(`${subject.label} ${subject.arn}`))
  // Those that cannot be chosen are found, with the reason; they do not stand before those that can.
  const found = [
    ...matching.filter(({ unmodifiable }) => unmodifiable === null),
    ...matching.filter(({ unmodifiable }) => unmodifiable !== null),
  ]
  return {
    subjects: found.slice(0, shown).map(subject => subjectFact(subject, inventory)),
    targets: [],
    more: rest(found),
    unread: null,
  }
}

const rest = (found: readonly unknown[]) => Math.max(0, found.length - shown)

function allSubjects(inventory: Inventory) {
  return [
    ...inventory.principals.map(({ arn, kind, label, unmodifiable }) => ({
      arn,
      kind,
      label,
      unmodifiable,
      memberArns: [arn],
    })),
    ...inventory.groups.map(({ arn, name, memberArns }) => ({
      arn,
      kind: 'group' as const,
      label: `group/${name}`,
      unmodifiable: null,
      memberArns,
    })),
  ]
}
