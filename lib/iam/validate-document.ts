import { displayText } from './display-text'
import type { Complain, DocumentKind, PolicyDocument, PolicyIssue, Statement } from './document'
import { parseDocument } from './parse-document'
import { validateConditions } from './validate-conditions'
import { validatePatterns } from './validate-patterns'
import { validatePrincipal } from './validate-principal'

/** Tab, line feed, carriage return and U+0020 to U+00FF (IAM API, policyDocumentType). */
const FORBIDDEN_CHARACTER = /[^\t\n\r\u0020-\u00ff]/
const SID = /^[0-9A-Za-z]*$/

/** IAM's grammar, all problems at once. [] when IAM would take the document. Never throws. */
export function validateDocument(text: string, kind: DocumentKind = 'identity'): PolicyIssue[] {
  const { document, issues } = parseDocument(text)
  const forbidden = FORBIDDEN_CHARACTER.exec(text)
  if (forbidden !== null) {
    const message = `A policy holds only tab, line breaks and the characters U+0020 to U+00FF; ${codeOf(text, forbidden.index)} is none of them.`
    const line = lineOfForbidden(text)
    issues.push({ code: 'ValidationError', path: '', message, line, severity: 'error' })
  }
  if (document === null) return issues
  const complain: Complain = (path, message, line, severity) =>
    issues.push({ code: 'MalformedPolicyDocument', path, message, line, severity: severity ?? 'error' })
  if (!issues.some(({ path }) => path === 'Version')) validateVersion(document, kind, complain)
  validateWhole(document, complain)
  const paths = pathsOf(document, text)
  for (const [index, statement] of document.statements.entries()) {
    validateStatement(statement, paths[index] ?? '', { kind, document, complain })
  }
  return issues.sort((left, right) => (left.line ?? 0) - (right.line ?? 0))
}

/** In the text as it is shown, as every line of an issue is. */
function lineOfForbidden(text: string): number {
  const shown = displayText(text)
  return shown.slice(0, shown.search(FORBIDDEN_CHARACTER)).split('\n').length
}

/** `U+202E`: what cannot be seen, or turns the text around, is named and not repeated. */
const codeOf = (text: string, index: number): string =>
  `U+${(text.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const VERSION_REFUSALS: Partial<Record<DocumentKind, string>> = {
  managed: 'Policy document must be version 2012-10-17 or greater: a managed policy is not taken without it.',
  scp: 'An SCP must have a Version of 2012-10-17.',
}

/**
 * CreatePolicy and CreatePolicyVersion refuse the old language, which inline and trust policies may still be written in.
 * Organizations User Guide, "SCP syntax": every SCP includes the Version "2012-10-17".
 */
function validateVersion(
  { version, versionLine }: PolicyDocument,
  kind: DocumentKind,
  complain: Complain,
): void {
  const refusal = VERSION_REFUSALS[kind]
  if (refusal && version !== '2012-10-17') complain('Version', refusal, versionLine)
}

/** A single statement may stand without a list; parse issues then say 'Statement' too. */
function pathsOf(document: PolicyDocument, text: string): string[] {
  const alone = document.statements.length === 1 && !/"Statement"\s*:\s*\[/.test(text)
  return document.statements.map((_, index) => (alone ? 'Statement' : `Statement[${index}]`))
}

function validateWhole(document: PolicyDocument, complain: Complain): void {
  if (document.statements.length === 0) complain('Statement', 'The document has no statement.', null)
  const seen = new Set<string>()
  for (const { sid, lines, index } of document.statements) {
    if (sid === null || sid === '') continue
    if (seen.has(sid)) {
      complain(
        `Statement[${index}].Sid`,
        'Statement IDs (SID) in a single policy must be unique.',
        lines.from,
      )
    }
    seen.add(sid)
  }
}

interface Setting {
  kind: DocumentKind
  document: PolicyDocument
  complain: Complain
}

function validateStatement(statement: Statement, path: string, { kind, document, complain }: Setting): void {
  const { sid, action, resource, principal, lines } = statement
  const broken = statement.unreadable.length > 0
  if (sid !== null && !SID.test(sid)) {
    complain(`${path}.Sid`, 'Statement IDs (SID) must be alpha-numeric: [0-9A-Za-z]*.', lines.from)
  }
  if (action === null && !broken)
    complain(`${path}.Action`, 'Policy statement must contain actions.', lines.from)
  if (kind === 'trust') {
    if (resource !== null) complain(`${path}.Resource`, 'Has prohibited field Resource.', resource.line)
    if (principal === null && !broken) {
      complain(`${path}.Principal`, 'Missing required field Principal.', lines.from)
    }
    if (principal !== null) validatePrincipal(principal, path, broken, complain)
  } else {
    if (resource === null && !broken) {
      complain(`${path}.Resource`, 'Policy statement must contain resources.', lines.from)
    }
    if (principal !== null) {
      complain(`${path}.Principal`, 'Policy document should not specify a principal.', principal.line)
    }
  }
  validatePatterns(statement, path, kind, document, complain)
  validateConditions(statement, path, document.version === '2012-10-17', complain)
}
