/** Three values: true, false, null (unknown); and how the plain evaluator matches a pattern. */

export type Ternary = boolean | null
export interface SimpleRequest {
  action: string
  resource: string
  /** Keys in lower case. */
  context: Map<string, string[]>
  /** In lower case; `aws:principaltag/*`: every tag that is not in the context. */
  absent: Set<string>
  /** Keys that are there, with what their unknown value begins with. */
  begun: Map<string, string>
  /** Whether AWS means what it does not say: a pattern in capitals, a wildcard of an incomplete ARN, an empty variable. */
  unsaid: Ternary
  /** What a key that is neither known nor absent counts as. */
  otherwise: 'unknown' | 'absent'
}

export const allOf = (values: Ternary[]): Ternary =>
  values.includes(false) ? false : values.includes(null) ? null : true
export const anyOf = (values: Ternary[]): Ternary =>
  values.includes(true) ? true : values.includes(null) ? null : false
export const negate = (value: Ternary): Ternary => (value === null ? null : !value)
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)])

/** `undefined`: absent. `null`: unknown. */
export function lookUp(request: SimpleRequest, key: string): string[] | undefined | null {
  const found = request.context.get(key.toLowerCase())
  if (found !== undefined) return found.length > 0 ? found : undefined
  if (request.begun.has(key.toLowerCase())) return null
  const family = key.slice(0, key.indexOf('/') + 1).toLowerCase()
  const absent = request.absent.has(key.toLowerCase()) || request.absent.has(`${family}*`)
  return absent || request.otherwise === 'absent' ? undefined : null
}

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const SPECIAL = /\$\{([*?$])\}|\$\{([^}]*)\}|([*?])/g
/** Before 2012-10-17 a `${…}` is plain text, and only the two wildcards are special. */
const WILDCARDS_ONLY = /()()([*?])/g

/** A pattern as a regular expression; `sure` is false where an unknown variable was let stand for anything. */
function compilePattern(pattern: string, request: SimpleRequest, variables: boolean, wildcards: boolean) {
  let source = ''
  let sure = true
  let from = 0
  for (const match of pattern.matchAll(variables ? SPECIAL : WILDCARDS_ONLY)) {
    source += literal(pattern.slice(from, match.index))
    from = match.index + match[0].length
    const [, escaped, variable, wildcard] = match
    if (wildcard) source += wildcards ? (wildcard === '*' ? '[^]*' : '[^]') : literal(wildcard)
    else if (escaped) source += literal(escaped)
    else {
      const [, name = '', , fallback] = /^\s*([^,\s]+)\s*(,\s*'(.*)')?\s*$/.exec(variable ?? '') ?? []
      const value = lookUp(request, name)
      if (value === null) {
        sure = false
        source += `${literal(request.begun.get(name.toLowerCase()) ?? '')}[^]*`
      } else if (value === undefined && fallback === undefined) return null
      else source += literal(value?.[0] ?? fallback ?? '')
    }
  }
  return { expression: new RegExp(`^${source}${literal(pattern.slice(from))}$`), sure }
}

export function matches(
  pattern: string,
  text: string,
  request: SimpleRequest,
  options: { variables: boolean; wildcards: boolean },
): Ternary {
  const compiled = compilePattern(pattern, request, options.variables, options.wildcards)
  if (!compiled?.expression.test(text)) return false
  return compiled.sure ? true : null
}
