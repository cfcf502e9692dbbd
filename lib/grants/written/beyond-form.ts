import { parseDocument, type Statement } from '@/lib/iam/index'
import type { GrantConnection } from '../intent'
import { LONGEST_DOCUMENT } from './check-grammar'
import { isAboutLogins, keptStatements } from './kept-statements'
import { exactEntry, namedConnections } from './named-connections'

export interface AsForm {
  /** What the form takes over. */
  connections: GrantConnection[]
  /** What it has no words for, a sentence each. */
  beyond: string[]
}

/** A text that somebody wrote as the form would say it. `before`: the policy that it adds to. */
export function asForm(text: string, before: string | null): AsForm {
  if (text.length > LONGEST_DOCUMENT)
    return {
      connections: [],
      beyond: ['The text is longer than AWS takes: nothing of it can be taken over.'],
    }
  const { document } = parseDocument(text)
  if (!document)
    return { connections: [], beyond: ['The text is no policy yet: nothing of it can be taken over.'] }
  const kept = before === null ? new Set<number>() : keptStatements(text, before)
  const own = document.statements.filter(({ index }) => !kept.has(index))
  const plain = (statement: Statement) => !kept.has(statement.index) && statement.condition?.length === 0
  return {
    connections: without(namedConnections(text, plain), before === null ? [] : namedConnections(before)),
    beyond: own.flatMap(statement =>
      beyondOf(statement).map(words => `Statement ${statement.index + 1} ${words}.`),
    ),
  }
}

function beyondOf(statement: Statement): string[] {
  const { effect, resource, condition } = statement
  if (!isAboutLogins(statement) || !resource) return ['is about something else than logins']
  if (effect === 'Deny') return ['denies: the form only allows']
  if (resource.not) return ['says what it is not about, by NotResource']
  if (condition === null || condition.length > 0) return ['has a condition: the form writes none']
  const wide = resource.patterns.filter(pattern => exactEntry(pattern) === null)
  const [first] = wide
  if (first === undefined) return []
  const more = wide.length > 1 ? ` and ${wide.length - 1} more like it` : ''
  return [`holds ${first}${more}: the form names one database user of one target`]
}

/** What the policy says already is no part of the grant. */
function without(connections: GrantConnection[], known: readonly GrantConnection[]): GrantConnection[] {
  return connections.flatMap(({ databaseUsers, ...target }) => {
    const users = known.find(each => each.resourceId === target.resourceId)?.databaseUsers ?? []
    const fresh = databaseUsers.filter(user => !users.includes(user))
    return fresh.length > 0 ? [{ ...target, databaseUsers: fresh }] : []
  })
}
