import type { PolicyDocument, PolicyIssue } from './document'
import { parseStatement } from './parse-statement'
import { type JsonMember, type JsonObject, readJson } from './read-json'
import type { Report } from './report'

/** What could be read, and an issue for everything that could not. Never throws. */
export function parseDocument(text: string): { document: PolicyDocument | null; issues: PolicyIssue[] } {
  const issues: PolicyIssue[] = []
  const report: Report = (path, message, line) =>
    issues.push({ code: 'MalformedPolicyDocument', path, message, line, severity: 'error' })
  const reading = readJson(text)
  if (!reading.ok) {
    report('', `The text is not valid JSON. ${reading.message}`, reading.line)
    return { document: null, issues }
  }
  if (reading.root.type !== 'object') {
    report('', 'A policy document is a JSON object.', reading.root.line)
    return { document: null, issues }
  }
  return { document: readDocument(reading.root, report), issues }
}

const ELEMENTS = ['Version', 'Id', 'Statement']

function readDocument(root: JsonObject, report: Report): PolicyDocument | null {
  let whole: string | null = null
  const spoil = (path: string, message: string, line: number) => {
    whole ??= message
    report(path, message, line)
  }
  for (const member of root.members) {
    if (ELEMENTS.includes(member.name)) continue
    spoil(member.name, `"${member.name}" is not an element of a policy document.`, member.line)
  }
  for (const member of root.duplicates) spoil(member.name, `"${member.name}" is given twice.`, member.line)
  const versionMember = memberNamed(root, 'Version')
  const version = readVersion(versionMember, spoil)
  const idMember = memberNamed(root, 'Id')
  const id = idMember?.value.type === 'string' ? idMember.value.value : null
  if (idMember !== undefined && id === null) report('Id', 'Id is a string.', idMember.line)
  const members = root.members.filter(member => member.name === 'Statement')
  if (members.length === 0) {
    report('', 'The document has no Statement.', root.line)
    return null
  }
  const listed = members.length > 1 || members[0]?.value.type === 'array'
  // Of an element given twice every part is kept: none of its Denies may be lost.
  const nodes = members.flatMap(({ value }) => (value.type === 'array' ? value.items : [value]))
  const statements = nodes.map((item, index) =>
    parseStatement(item, index, listed ? `Statement[${index}]` : 'Statement', report),
  )
  if (whole !== null) for (const statement of statements) statement.unreadable.push(whole)
  return { version, versionLine: versionMember?.line ?? null, id, statements }
}

function readVersion(
  member: JsonMember | undefined,
  spoil: (path: string, message: string, line: number) => void,
): PolicyDocument['version'] {
  if (member === undefined) return null
  const { type } = member.value
  const value = 'value' in member.value ? member.value.value : ''
  if (type === 'string' && (value === '2012-10-17' || value === '2008-10-17')) return value
  spoil('Version', `Version is "2012-10-17" or "2008-10-17", not ${JSON.stringify(value)}.`, member.line)
  return null
}

export function memberNamed(node: JsonObject, name: string): JsonMember | undefined {
  return node.members.find(member => member.name === name)
}
