import { type DocumentKind, parseDocument, type Statement } from '@/lib/iam/index'
import { documentSize } from '../document-size'
import { POLICY_VERSION } from '../statement'
import { checkGrammar, LONGEST_DOCUMENT } from './check-grammar'
import { droppedDenials } from './dropped-denials'
import { entryWidth } from './entry-width'
import { CONNECT, keptStatements, lostStatements, spelledStatements } from './kept-statements'
import { lineInText } from './text-lines'
import { opensEverythingTogether } from './together-width'
import type { WrittenIssue } from './written-issue'

/**
 * Whether a text that somebody wrote may be planned at all. Gatehouse writes who may log in and nothing else: what a policy
 * says of other things today has to stand in the text as it is. `befores`: of each policy that it replaces; null: a new one.
 */
export function checkWritten(
  text: string,
  befores: readonly (string | null)[],
  kind: DocumentKind = 'managed',
  limit = LONGEST_DOCUMENT,
): WrittenIssue[] {
  const grammar = checkGrammar(text, kind)
  if (grammar.some(({ severity }) => severity === 'error')) return grammar
  const { document } = parseDocument(text)
  if (!document) return grammar
  // First of all: to match a text that fits nowhere costs time, and tells nobody anything.
  const size = documentSize(text)
  if (size > limit)
    return [error(null, `The text has ${inDigits(size)} characters without blanks; ${inDigits(limit)} fit.`)]
  const known = befores.map(before => (before === null ? new Set<number>() : keptStatements(text, before)))
  const fresh = document.statements.filter(({ index }) => !known.every(kept => kept.has(index)))
  const inText = lineInText(text)
  const issues = [
    ...(document.version === POLICY_VERSION ? [] : [wrongVersion(document.versionLine)]),
    ...[...new Set(befores)].flatMap(before =>
      before === null ? [] : [...changedElsewhere(text, before), ...droppedDenials(text, before)],
    ),
    ...fresh.flatMap(statementIssues),
    ...togetherIssues(document.statements, fresh),
  ]
  return [...grammar, ...issues.map(issue => ({ ...issue, line: inText(issue.line) }))].sort(
    (one, other) => (one.line ?? 0) - (other.line ?? 0),
  )
}

const inDigits = (count: number) => count.toLocaleString('en-US')

const error = (line: number | null, message: string): WrittenIssue => ({ line, message, severity: 'error' })
const warning = (line: number | null, message: string): WrittenIssue => ({
  line,
  message,
  severity: 'warning',
})

const wrongVersion = (line: number | null) =>
  error(
    line,
    `Version is ${POLICY_VERSION}, the only one that Gatehouse writes: under an older one a variable is plain text.`,
  )

function changedElsewhere(text: string, before: string): WrittenIssue[] {
  const { document } = parseDocument(before)
  // A variable may be written with escapes.
  const texts = [before, ...spelledStatements(before)]
  if (document?.version !== POLICY_VERSION && texts.some(each => each.includes('${')))
    return [
      error(
        null,
        `The policy of today is not of Version ${POLICY_VERSION} and holds \${…}, which would become a variable. Use a new policy.`,
      ),
    ]
  return lostStatements(text, before).map(({ index, sid }) =>
    error(
      null,
      `Statement ${index + 1} of the policy of today${sid ? ` (${sid})` : ''} is about more than ${CONNECT}. It is missing here, or changed: put it back as it was.`,
    ),
  )
}

function statementIssues(statement: Statement): WrittenIssue[] {
  const { effect, resource, condition, lines } = statement
  return [
    ...actionIssues(statement),
    ...(effect === 'Allow' && resource?.not
      ? [
          error(
            resource.line,
            'NotResource allows everything but what it lists, in what is made later too. List what it allows.',
          ),
        ]
      : []),
    ...(effect === 'Allow' && resource && !resource.not
      ? resource.patterns.flatMap((pattern, at) => entryIssues(pattern, resource.patternLines[at] ?? null))
      : []),
    ...(condition && condition.length > 0
      ? [
          warning(
            condition[0]?.line ?? lines.from,
            'Sources disagree on which conditions a database login honours. What hangs on one is shown as conditional.',
          ),
        ]
      : []),
  ]
}

function actionIssues({ action }: Statement): WrittenIssue[] {
  if (!action) return []
  if (action.not)
    return [
      error(action.line, `NotAction lets through every other action of AWS. Write "Action": "${CONNECT}".`),
    ]
  return action.patterns.flatMap((pattern, at) =>
    pattern.toLowerCase() === CONNECT
      ? []
      : [
          error(
            action.patternLines[at] ?? action.line,
            `"${pattern}" is not written from here: Gatehouse writes ${CONNECT}, and nothing else.`,
          ),
        ],
  )
}

const OPENS_EVERYTHING =
  'opens every target as every database user, the master user too, and whatever is made later. Name the target or the user.'

/** Entries of today count too, as long as one is added to them. */
function togetherIssues(all: readonly Statement[], fresh: readonly Statement[]): WrittenIssue[] {
  const entriesOf = (statements: readonly Statement[]) =>
    statements.flatMap(({ effect, resource }) =>
      effect === 'Allow' && resource && !resource.not
        ? resource.patterns.map((entry, at) => ({ entry, line: resource.patternLines[at] ?? null }))
        : [],
    )
  const [first] = entriesOf(fresh).filter(({ entry }) => entryWidth(entry).targets)
  if (!first || entriesOf(fresh).some(({ entry }) => entryWidth(entry).everything)) return []
  const opens = opensEverythingTogether(entriesOf(all).map(({ entry }) => entry))
  return opens ? [error(first.line, `Together with the other entries this ${OPENS_EVERYTHING}`)] : []
}

function entryIssues(entry: string, line: number | null): WrittenIssue[] {
  const odd = /[^\u0020-\u00ff]/u.exec(entry)
  if (odd)
    return [
      error(
        line,
        `“${JSON.stringify(odd[0]).slice(1, -1)}” cannot stand in a policy, not even as an escape: no login would match it.`,
      ),
    ]
  const { everything, targets, users } = entryWidth(entry)
  if (everything) return [error(line, `This ${OPENS_EVERYTHING}`)]
  return [
    ...(targets
      ? [
          warning(
            line,
            'It names no single target: what it opens on targets made later cannot be shown here.',
          ),
        ]
      : []),
    ...(users === 'one' ? [] : [warning(line, MANY_USERS[users])]),
  ]
}

const MANY_USERS = {
  several: 'It stands for more than one database user, and for those that are made later too.',
  every: 'It stands for every database user, the master user too, and for those that are made later.',
}
