import { type ConnectStatement, POLICY_VERSION } from './statement'

export interface ExtendedDocument {
  /** Pretty-printed; equals the old text's meaning plus the new resources. */
  text: string
  /** Resources that were not yet there in a statement of the same form. */
  added: string[]
  /** Why it cannot be extended safely. */
  problem: string | null
  note: string | null
}

type JsonObject = Record<string, unknown>

/**
 * Adds a statement to a policy that exists. Everything else keeps its place and spelling; a plain Allow on
 * `rds-db:connect` of exact resources takes the new ones in.
 */
export function extendDocument(text: string, wanted: ConnectStatement): ExtendedDocument {
  const document = parseObject(text)
  if (!document)
    return refused(text, 'Its text is not a JSON policy, so adding to it could change what it means.')
  const version = versionOf(document, text)
  if (version.problem) return refused(text, version.problem)
  const statements = Array.isArray(document.Statement) ? [...document.Statement] : [document.Statement]
  if (!statements.every(isObject)) return refused(text, 'Its Statement element cannot be read.')
  const at = statements.findIndex(statement => takesResources(statement))
  const present = at < 0 ? [] : resourcesOf(statements[at])
  const added = wanted.Resource.filter(resource => !present.includes(resource))
  if (at >= 0) statements[at] = { ...statements[at], Resource: [...present, ...added] }
  else statements.push({ ...wanted, Sid: freeSid(wanted.Sid, statements) })
  const head = Object.fromEntries(
    Object.entries(document).filter(([key]) => key !== 'Version' && key !== 'Statement'),
  )
  const extended = JSON.stringify({ Version: POLICY_VERSION, ...head, Statement: statements }, null, 2)
  return { text: extended, added, problem: null, note: version.note }
}

function refused(text: string, problem: string): ExtendedDocument {
  return { text, added: [], problem, note: null }
}

/** The other version that IAM knows, and the one of a document that names none. */
const OLDER_VERSION = '2008-10-17'

/** Under another version variables are plain text: writing 2012-10-17 over it would change a statement that has one. */
function versionOf(document: JsonObject, text: string): { problem: string | null; note: string | null } {
  if (document.Version === POLICY_VERSION) return { problem: null, note: null }
  const given = document.Version
  const old = typeof given === 'string' ? given : 'none'
  if (given !== undefined && given !== OLDER_VERSION) {
    const problem = `Its Version is ${old}, which IAM does not know: a known one would bring the rest of it to life, on targets that are not shown here. Use a new policy.`
    return { problem, note: null }
  }
  if (text.includes('${')) {
    const problem = `Its Version is ${old} and it holds \${…}, which would become a variable under ${POLICY_VERSION}. Use a new policy.`
    return { problem, note: null }
  }
  return {
    problem: null,
    note: `Version ${old} becomes ${POLICY_VERSION}; no statement here changes its meaning by it.`,
  }
}

function takesResources(statement: unknown): boolean {
  if (!isObject(statement)) return false
  const keys = Object.keys(statement).filter(key => key !== 'Sid')
  const action = Array.isArray(statement.Action) ? statement.Action : [statement.Action]
  return (
    keys.length === 3 &&
    statement.Effect === 'Allow' &&
    action.length === 1 &&
    action[0] === 'rds-db:connect' &&
    resourcesOf(statement).length > 0 &&
    resourcesOf(statement).every(resource => /^arn:[^*?]+:dbuser:[^*?/]+\/.+$/.test(resource))
  )
}

function resourcesOf(statement: unknown): string[] {
  const resource = isObject(statement) ? statement.Resource : undefined
  const list = Array.isArray(resource) ? resource : [resource]
  return list.every(item => typeof item === 'string') ? list : []
}

function freeSid(sid: string, statements: JsonObject[]): string {
  const taken = new Set(statements.map(statement => statement.Sid))
  if (!taken.has(sid)) return sid
  let number = 2
  while (taken.has(`${sid}${number}`)) number += 1
  return `${sid}${number}`
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
