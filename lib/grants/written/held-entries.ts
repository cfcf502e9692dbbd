import { canonicalJson } from '@/lib/canonical-json'
import { parseDocument, type Statement } from '@/lib/iam/index'
import { conditionKey, isAboutLogins } from './kept-statements'

/** One entry with all that decides what it opens, however its statement is laid out. */
export const entryKey = (statement: Statement, pattern: string): string =>
  canonicalJson([statement.effect, pattern, conditionKey(statement)])

/** What every one of the policies of today says of logins already; nothing, where one of them is new. */
export function heldEntries(befores: readonly (string | null)[]): Set<string> {
  const [first = new Set<string>(), ...others] = befores.map(before =>
    before === null ? new Set<string>() : entriesOf(before),
  )
  return new Set([...first].filter(entry => others.every(other => other.has(entry))))
}

function entriesOf(text: string): Set<string> {
  const statements = (parseDocument(text).document?.statements ?? []).filter(isAboutLogins)
  return new Set(
    statements.flatMap(statement =>
      statement.resource && !statement.resource.not
        ? statement.resource.patterns.map(pattern => entryKey(statement, pattern))
        : [],
    ),
  )
}
