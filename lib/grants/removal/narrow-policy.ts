import { restrictToPrincipals } from '@/lib/access/decide/restrict-to-principals'
import { matchesWildcard, type PolicyDocument, parseDocument, type Statement } from '@/lib/iam/index'
import { type DocumentEdit, editDocument } from '../edit-document'
import type { AllowingPolicy, RemovalCell } from './removal-cell'

export interface NarrowedPolicy {
  /** `empty`: no statement would be left. */
  text: string | 'empty'
  /** In words, beginning small: `take app_readonly out of statement 2 of oncall-db-access`. */
  words: string[]
}

interface Narrowing {
  edits: DocumentEdit[]
  words: string
}

/**
 * The policy's text without what lets the cell through: entry by entry, or whole statements.
 * Null where the text is not ours to change or cannot be edited safely.
 */
export function narrowPolicy(
  cell: RemovalCell,
  { source, reasons }: AllowingPolicy,
  by: 'entry' | 'statement',
): NarrowedPolicy | null {
  if (source.kind !== 'customerManaged' && source.kind !== 'inline') return null
  const { document } = parseDocument(source.text)
  if (!document) return null
  const narrowings = reasons.map(({ statementIndex }): Narrowing | null => {
    const statement = document.statements.find(each => each.index === statementIndex)
    if (!statement) return null
    const where = `statement ${statementIndex + 1} of ${source.name}`
    const entries = by === 'entry' ? entriesOut(cell, document, statement, where) : null
    return entries ?? actionsOut(statement, where) ?? wholeStatement(statement, where)
  })
  const found = narrowings.filter(each => each !== null)
  if (found.length < reasons.length) return null
  const text = editDocument(
    source.text,
    found.flatMap(({ edits }) => edits),
  )
  return text === null || text === source.text ? null : { text, words: found.map(({ words }) => words) }
}

const wholeStatement = ({ index }: Statement, where: string): Narrowing => ({
  edits: [{ kind: 'removeStatement', statement: index }],
  words: `remove ${where}`,
})

/** Only where other entries are left: a statement without a Resource is no statement. */
function entriesOut(
  cell: RemovalCell,
  document: PolicyDocument,
  { index, resource }: Statement,
  where: string,
): Narrowing | null {
  if (!resource || resource.not) return null
  const all = new Set(resource.patterns)
  const hits = new Set([...all].filter(pattern => letsThrough(cell, document, pattern)))
  if (hits.size === 0 || hits.size === all.size) return null
  // As often as it is listed: an entry may stand there twice.
  const gone = resource.patterns.filter(pattern => hits.has(pattern))
  const named = [...hits].map(pattern => pattern.split('/').slice(1).join('/') || pattern)
  return {
    edits: gone.map(entry => ({ kind: 'removeEntry', statement: index, element: 'Resource', entry })),
    words: `take ${named.length > 2 ? `${named.length} entries` : named.join(' and ')} out of ${where}`,
  }
}

/** Asked of the engine, so that variables and everything else mean what they mean there. */
function letsThrough({ access, principal, resource }: RemovalCell, document: PolicyDocument, entry: string) {
  const id = 'probe'
  const statement = { Effect: 'Allow', Action: 'rds-db:connect', Resource: entry }
  const text = JSON.stringify({
    ...(document.version === null ? {} : { Version: document.version }),
    Statement: [statement],
  })
  const identity = [{ policyId: id, viaGroup: null }]
  const policies = {
    ...principal.policies,
    identity,
    boundary: null,
    serviceControl: { state: 'none' as const },
  }
  const probe = { id, name: id, kind: 'inline' as const, versionId: null, text }
  const alone = restrictToPrincipals(access, [{ ...principal, policies }], [probe])
  return alone.compiled.row(0, [resource])[0] !== 0
}

/** Keeps what the statement allows beside connecting, where that is spelled apart. */
function actionsOut({ index, action }: Statement, where: string): Narrowing | null {
  if (!action || action.not) return null
  const hits = action.patterns.filter(pattern => matchesWildcard(pattern.toLowerCase(), 'rds-db:connect'))
  const apart = hits.every(pattern => pattern.toLowerCase().startsWith('rds-db:'))
  if (!apart || hits.length === 0 || hits.length === action.patterns.length) return null
  return {
    edits: hits.map(entry => ({ kind: 'removeEntry', statement: index, element: 'Action', entry })),
    words: `take ${hits.join(' and ')} out of ${where}`,
  }
}
