import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { possibleTargetsOf } from '@/lib/access/decide/targets-of'
import { readEntry } from '@/lib/access/entries/entry-mistakes'
import { mistakeInWords } from '@/lib/access/entries/mistake-words'
import { parseDocument } from '@/lib/iam/index'
import { entryKey, heldEntries } from './held-entries'
import { isAboutLogins } from './kept-statements'
import { masterUsers } from './master-users'
import { lineInText } from './text-lines'
import { unknownTarget } from './unknown-target'
import type { WrittenIssue } from './written-issue'

/** Entries that IAM takes, held against what was read of this account. `befores` hold those that stand there already. */
export function entryWarnings(
  text: string,
  befores: readonly (string | null)[],
  access: CompiledAccess,
): WrittenIssue[] {
  const inText = lineInText(text)
  const held = heldEntries(befores)
  return (parseDocument(text).document?.statements ?? []).flatMap(statement => {
    const { resource, effect } = statement
    if (!resource || resource.not || !isAboutLogins(statement)) return []
    return resource.patterns.flatMap((pattern, at): WrittenIssue[] => {
      const isHeld = held.has(entryKey(statement, pattern))
      const line = inText(resource.patternLines[at] ?? null)
      const { message: mistake, instead } = isHeld ? NO_MISTAKE : mistakeOf(pattern, access)
      const unknown = unknownTarget(pattern, access.inventory)
      // What it opens could be shown to nobody; the form refuses the same.
      const severity = unknown && !isHeld && effect === 'Allow' ? 'error' : 'warning'
      const message = unknown ? `${unknown}${instead}` : mistake
      const masters = effect === 'Allow' && !isHeld ? masterUsers(pattern, access) : []
      return [
        ...(message === null ? [] : [{ line, message, severity } as const]),
        ...(masters.length === 0
          ? []
          : [{ line, message: mastersInWords(masters), severity: 'warning' } as const]),
      ]
    })
  })
}

const mastersInWords = (names: readonly string[]) =>
  `Among the database users that it stands for is the master user: ${names.join(', ')}.`

const NO_MISTAKE = { message: null, instead: '' }

function mistakeOf(pattern: string, access: CompiledAccess): { message: string | null; instead: string } {
  const { mistakes, target } = readEntry(access, pattern)
  const [mistake] = mistakes
  if (!mistake) return NO_MISTAKE
  const words = mistakeInWords(mistake, target)
  const instead = words.instead ? ` Write ${words.instead} there.` : ''
  const about = possibleTargetsOf(access, pattern).length > 0
  const says = about
    ? `As far as was read this entry may open nothing: it has ${words.says}.`
    : `As far as was read this entry is about nothing here: it has ${words.says}.`
  return { message: `${says}${instead}`, instead }
}
