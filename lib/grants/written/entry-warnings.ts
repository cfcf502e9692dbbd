import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { readEntry } from '@/lib/access/entries/entry-mistakes'
import { mistakeInWords } from '@/lib/access/entries/mistake-words'
import { parseDocument } from '@/lib/iam/index'
import { isAboutLogins } from './kept-statements'
import { lineInText } from './text-lines'
import type { WrittenIssue } from './written-issue'

/** Entries that IAM takes and that are about nothing in this account: `befores` hold those that stand there already. */
export function entryWarnings(
  text: string,
  befores: readonly (string | null)[],
  access: CompiledAccess,
): WrittenIssue[] {
  const inText = lineInText(text)
  return (parseDocument(text).document?.statements ?? []).flatMap(statement => {
    const { resource } = statement
    if (!resource || resource.not || !isAboutLogins(statement)) return []
    return resource.patterns.flatMap((pattern, at): WrittenIssue[] => {
      if (befores.some(before => before?.includes(JSON.stringify(pattern)))) return []
      const { mistakes, target } = readEntry(access, pattern)
      const [mistake] = mistakes
      if (!mistake) return []
      const { says, instead } = mistakeInWords(mistake, target)
      const right = instead ? ` Write ${instead} there.` : ''
      const message = `As far as was read this entry is about nothing here: it has ${says}.${right}`
      return [{ line: inText(resource.patternLines[at] ?? null), message, severity: 'warning' }]
    })
  })
}
