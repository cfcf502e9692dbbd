import { allOf, anyOf, list, lookUp, matches, type SimpleRequest, type Ternary } from './simple-matching'

/** Colons inside `${…}` separate nothing. */
const fieldsOf = (pattern: string) =>
  pattern
    .replace(/\$\{[^}]*\}/g, variable => variable.replaceAll(':', '\0'))
    .split(':')
    .map(field => field.replaceAll('\0', ':'))

const lower = (fields: string[], count: number) =>
  fields.map((field, index) => (index < count ? field.toLowerCase() : field))

/** IAM User Guide, "Resource": what is missing of six fields is a star each. The rest of the guide is silence. */
function placeMatches(pattern: string, request: SimpleRequest, variables: boolean): Ternary {
  const fields = fieldsOf(pattern)
  const missing = fields[0]?.toLowerCase() === 'arn' ? Math.max(0, 6 - fields.length) : 0
  const filled = (some: string[]) => [...some, ...Array<string>(some[0] === 'arn' ? missing : 0).fill('*')]
  const ask = (some: string[]) =>
    matches(some.join(':'), request.resource, request, { variables, wildcards: true })
  const last = Math.min(5, fields.length - 1)
  const unsaid = [filled(lower(fields, missing > 0 ? fields.length : last))]
  if (missing > 0) unsaid.push(fields, lower(fields, last))
  return anyOf([ask(filled(fields)), ...unsaid.map(some => allOf([request.unsaid, ask(some)]))])
}

/** Whether a variable has, or may have, nothing to stand for. */
function mayBeEmpty(pattern: string, request: SimpleRequest): boolean {
  return [...pattern.matchAll(/\$\{([^},]+)(,[^}]*)?\}/g)].some(([, key = '', fallback]) => {
    if (/^[*?$]$/.test(key)) return false
    const values = lookUp(request, key.trim())
    if (values === undefined) return fallback === undefined
    return values === null ? !request.begun.has(key.trim().toLowerCase()) : values.length !== 1
  })
}

/** Whether Resource or NotResource covers the resource. What NotResource spares through an empty variable is not said. */
export function resourceHolds(
  statement: Record<string, unknown>,
  variables: boolean,
  request: SimpleRequest,
): Ternary {
  if ('Resource' in statement)
    return anyOf(list(statement.Resource).map(each => placeMatches(each, request, variables)))
  const spared = list(statement.NotResource).map(each => {
    const match = placeMatches(each, request, variables)
    return variables && mayBeEmpty(each, request) ? anyOf([match, request.unsaid]) : match
  })
  const any = anyOf(spared)
  return any === null ? null : !any
}
