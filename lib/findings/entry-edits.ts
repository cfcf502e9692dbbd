import { isUniversal } from '@/lib/access/decide/user-pattern'
import type { DocumentEdit } from '@/lib/grants/edit-document'
import type { ReadResource } from './read-resource'

type Entry = Pick<ReadResource, 'statement' | 'pattern'>

const elementOf = ({ statement }: Entry) => (statement.resource?.not ? 'NotResource' : 'Resource')

/** Speaks of many targets, or of every user of one. */
export function isWideEntry(pattern: string): boolean {
  const [, id = '*', user = '*'] = /:dbuser:([^/]*)\/(.*)$/s.exec(pattern) ?? []
  return /[*?$]/.test(id) || isUniversal(user)
}

/** The entry has a repair, and it is one that opens a single user on a single target: more is somebody's decision. */
export function isCertain({ corrected, statement }: ReadResource): boolean {
  const opens = (statement.effect === 'Allow') !== (statement.resource?.not ?? false)
  return corrected !== null && !(opens && isWideEntry(corrected))
}

/** Each entry as it should read. */
export function correctEdits(group: readonly ReadResource[]): DocumentEdit[] {
  return group.flatMap((resource): DocumentEdit[] => {
    const { statement, pattern, corrected } = resource
    if (corrected === null) return []
    const element = elementOf(resource)
    return [{ kind: 'replaceEntry', statement: statement.index, element, entry: pattern, by: [corrected] }]
  })
}

/** Takes the entries out; a statement that would be left without any goes as a whole, one of exceptions stays. */
export function removeEdits(group: readonly Entry[]): DocumentEdit[] {
  const byStatement = new Map<number, Entry[]>()
  for (const item of group) {
    const { index } = item.statement
    byStatement.set(index, [...(byStatement.get(index) ?? []), item])
  }
  return [...byStatement].flatMap(([index, items]): DocumentEdit[] => {
    const { patterns = [], not } = items[0]?.statement.resource ?? {}
    const gone = new Set(items.map(({ pattern }) => pattern))
    if (patterns.every(pattern => gone.has(pattern)))
      return not ? [] : [{ kind: 'removeStatement', statement: index }]
    // As often as it is listed: an entry may stand there twice.
    return items.map(item => ({
      kind: 'removeEntry',
      statement: index,
      element: elementOf(item),
      entry: item.pattern,
    }))
  })
}

export function removeLabel(group: readonly Entry[]): string {
  return labelOfRemoval(removeEdits(group))
}

export function labelOfRemoval(edits: readonly DocumentEdit[]): string {
  const entries = edits.filter(edit => edit.kind === 'removeEntry').length
  const statements = edits.length - entries
  if (entries > 0 && statements > 0) return 'Remove what is wrong'
  if (entries > 0) return entries === 1 ? 'Remove the entry' : 'Remove the entries'
  return statements === 1 ? 'Delete the statement' : 'Delete the statements'
}
