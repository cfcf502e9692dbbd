import { canonicalJson } from '@/lib/canonical-json'
import { type JsonNode, parseDocument, readJson, type Statement } from '@/lib/iam/index'

/** The statements of a policy, each by what it says; [] for what is no policy. */
export function spelledStatements(text: string): string[] {
  const reading = readJson(text)
  if (!reading.ok || reading.root.type !== 'object') return []
  const statement = reading.root.members.find(({ name }) => name === 'Statement')?.value
  if (!statement) return []
  return (statement.type === 'array' ? statement.items : [statement]).map(spelling)
}

/** However it is laid out. A number counts by its digits: read as one, two that are not equal may become the same. */
function spelling(node: JsonNode): string {
  if (node.type === 'array') return `[${node.items.map(spelling).join()}]`
  if (node.type === 'string') return JSON.stringify(node.value)
  if (node.type !== 'object') return node.value
  const members = node.members.map(({ name, value }) => `${JSON.stringify(name)}:${spelling(value)}`)
  return `{${members.sort().join()}}`
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

/** What a statement asks for, however it is laid out. */
export const conditionKey = ({ condition }: Pick<Statement, 'condition'>): string =>
  canonicalJson(condition?.map(({ operator, key, values }) => ({ operator, key, values })) ?? null)

export const CONNECT = 'rds-db:connect'
