import { canonicalJson } from '@/lib/canonical-json'
import { parseDocument, type Statement } from '@/lib/iam/index'

/** The statements of a policy, each by what it says; [] for what is no policy. */
export function spelledStatements(text: string): string[] {
  try {
    const { Statement } = JSON.parse(text) as { Statement: unknown }
    return (Array.isArray(Statement) ? Statement : [Statement]).map(canonicalJson)
  } catch {
    return []
  }
}

/** Statements of a text that say what one of the policy of today says, by their place. */
export function keptStatements(text: string, before: string): Set<number> {
  const known = new Set(spelledStatements(before))
  return new Set(spelledStatements(text).flatMap((spelled, at) => (known.has(spelled) ? [at] : [])))
}

/** Those of today about something else than logins that the text leaves out or says otherwise. */
export function lostStatements(text: string, before: string): Statement[] {
  const { document } = parseDocument(before)
  const spelled = spelledStatements(before)
  const now = new Set(spelledStatements(text))
  return (document?.statements ?? []).filter(
    statement => !isAboutLogins(statement) && !now.has(spelled[statement.index] ?? ''),
  )
}

/** Of nothing else, so that whoever changes it changes logins alone. */
export function isAboutLogins({ action, unreadable }: Statement): boolean {
  if (!action || action.not || unreadable.length > 0) return false
  return action.patterns.every(pattern => pattern.toLowerCase() === CONNECT)
}

export const CONNECT = 'rds-db:connect'
