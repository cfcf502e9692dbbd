import { matchesWildcard, parseDocument, type Statement } from '@/lib/iam/index'
import { conditionKey, isAboutLogins, spelledStatements } from './kept-statements'
import type { WrittenIssue } from './written-issue'

/** Logins that the policy of today denies and the text does not any more: what falls away is not seen in the text itself. */
export function droppedDenials(text: string, before: string): WrittenIssue[] {
  const now = new Set(spelledStatements(text))
  const spelled = spelledStatements(before)
  const denials = denialsOf(text)
  return denialsOf(before)
    .filter(({ index }) => !now.has(spelled[index] ?? ''))
    .flatMap(denial => {
      const gone = whatIsGone(denial, denials)
      if (gone === null) return []
      const where = `statement ${denial.index + 1} of the policy of today${denial.sid ? `, ${denial.sid}` : ''}`
      return [{ line: null, severity: 'warning', message: `This text no longer denies ${gone} (${where}).` }]
    })
}

const denialsOf = (text: string): Statement[] =>
  (parseDocument(text).document?.statements ?? []).filter(
    statement => statement.effect === 'Deny' && isAboutLogins(statement),
  )

/** Null: other statements go on denying all of it, under no condition that was not there. */
function whatIsGone({ resource, condition }: Statement, denials: readonly Statement[]): string | null {
  if (!resource) return null
  if (resource.not) return `everything but ${resource.patterns.join(', ')}`
  const said = conditionKey({ condition })
  const alike = denials.filter(other => other.condition?.length === 0 || conditionKey(other) === said)
  const still = alike.flatMap(other => (other.resource && !other.resource.not ? other.resource.patterns : []))
  const gone = resource.patterns.filter(pattern => !still.some(other => matchesWildcard(other, pattern)))
  return gone.length > 0 ? gone.join(', ') : null
}
