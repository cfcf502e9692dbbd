import { extendDocument } from './extend-document'
import { sameText } from './same-text'
import { buildStatementText, connectStatement, type StatementConnection, statementSid } from './statement'

/** What is to stand in one policy. */
export interface DraftedDocument {
  text: string
  /** It says something else than today. */
  changes: boolean
  /** Why it cannot be written there. */
  problem: string | null
  note: string | null
}

/** Asked of each policy that takes it, with its name and what it says today; null: it is new. */
export type Draft = (before: string | null, policyName: string) => DraftedDocument

/** What the form chose: a statement of its own, or more resources in one that is there. */
export function draftOfForm(connections: readonly StatementConnection[]): Draft {
  return (before, policyName) => {
    const sid = statementSid(policyName)
    if (before === null)
      return { text: buildStatementText(connections, sid), changes: true, problem: null, note: null }
    const { text, added, problem, note } = extendDocument(before, connectStatement(connections, sid))
    return { text, changes: problem === null && added.length > 0, problem, note }
  }
}

/** What somebody wrote: the whole policy, as it stands. */
export function draftOfText(text: string): Draft {
  return before => ({
    text,
    changes: before === null || !sameText(before, text),
    problem: null,
    note: null,
  })
}
