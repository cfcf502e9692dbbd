import { matchesWildcard, type PolicySource, parseDocument, type Reason } from '@/lib/iam/index'
import { columnsOf } from './columns'
import type { CompiledAccess } from './compile-access'
import { ALLOWED_CODE, CONDITIONAL_CODE } from './decision-verdicts'
import type { Verbal } from './explain-words'
import { connectArn } from './target'

/** The smallest edit of one statement that takes a connection away. */
export interface SmallestEdit {
  /** The patterns to take out; null: the whole statement has to go. */
  patterns: string[] | null
  /** The policy after the edit. */
  source: PolicySource
}

/** Patterns that let the cell through, when the statement would still say something without them. */
function separable(source: PolicySource, reason: Reason, arn: string): string[] | null {
  const statement = parseDocument(source.text).document?.statements[reason.statementIndex]
  if (!statement?.resource || statement.resource.not) return null
  const hits = statement.resource.patterns.filter(pattern => matchesWildcard(pattern, arn))
  return hits.length > 0 && hits.length < statement.resource.patterns.length ? hits : null
}

function edited(text: string, index: number, patterns: string[] | null): string | null {
  const document = JSON.parse(text) as { Statement?: unknown }
  const statements = [document.Statement].flat() as ({ Resource?: unknown } | undefined)[]
  const statement = statements[index]
  if (!statement) return null
  if (patterns === null) statements.splice(index, 1)
  else statement.Resource = [statement.Resource].flat().filter(each => !patterns.includes(String(each)))
  return JSON.stringify({ ...document, Statement: statements })
}

/** Null where the document is AWS's own, cannot be read, or is not known. */
export function smallestEdit(access: CompiledAccess, cell: Verbal, reason: Reason): SmallestEdit | null {
  const source = access.inventory.policies.find(policy => policy.id === reason.policyId)
  if (!source || source.kind === 'awsManaged' || reason.statementIndex < 0) return null
  const patterns = separable(source, reason, connectArn(cell.target, cell.column.witness))
  try {
    const text = edited(source.text, reason.statementIndex, patterns)
    return text === null ? null : { patterns, source: { ...source, text } }
  } catch (error) {
    // Duplicate keys and the like: the engine reads what JSON.parse refuses.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const lives = (code: number | undefined) => code === ALLOWED_CODE || code === CONDITIONAL_CODE

/** What else the edit would end on this target: cells that IAM allows today, conditionally or not. */
export function alsoEnded(
  access: CompiledAccess,
  cell: Verbal,
  edit: SmallestEdit,
): { principal: string; databaseUser: string }[] {
  const columns = columnsOf(access, cell.target)
  const resources = columns.map(column => connectArn(cell.target, column.witness))
  const before = access.compiled.matrix(resources).slice()
  const after = access.compiled.withPolicy(edit.source).matrix(resources)
  return access.inventory.principals.flatMap((principal, index) =>
    columns.flatMap((column, at) => {
      const place = index * columns.length + at
      const self = principal.arn === cell.principal.arn && column.witness === cell.column.witness
      if (self || !lives(before[place]) || lives(after[place])) return []
      return [{ principal: principal.label, databaseUser: column.name }]
    }),
  )
}
