import type { RequestContext } from './request-context'
import { encodeLiteral, encodeWildcards, ONE, STAR } from './wildcard'

export interface VariablePart {
  key: string
  lowerKey: string
  fallback: string | null
}

const LONGEST_VARIABLE = 1024

/** Text with variables taken apart: strings are encoded patterns, objects are variables. */
export type Template = (string | VariablePart)[]

/** `variables` is false for documents of the old language, where `${…}` is ordinary text. */
export function parseTemplate(text: string, wildcards: boolean, variables: boolean): Template {
  if (!variables || !text.includes('${')) return [wildcards ? encodeWildcards(text) : encodeLiteral(text)]
  const template: Template = []
  let literal = ''
  let at = 0
  while (at < text.length) {
    const variable = text.startsWith('${', at) ? readVariable(text, at) : null
    if (variable === null) {
      const character = text.charAt(at)
      if (wildcards && character === '*') literal += STAR
      else if (wildcards && character === '?') literal += ONE
      else literal += encodeLiteral(character)
      at += 1
    } else {
      if (typeof variable.part === 'string') literal += variable.part
      else {
        if (literal !== '') template.push(literal)
        literal = ''
        template.push(variable.part)
      }
      at = variable.end
    }
  }
  if (literal !== '' || template.length === 0) template.push(literal)
  return template
}

/** `${key}`, `${key, 'default'}`, and the escapes `${*}` `${?}` `${$}`. An unclosed one is ordinary text. */
function readVariable(text: string, at: number): { part: string | VariablePart; end: number } | null {
  const close = closingBrace(text, at + 2)
  if (close < 0) return null
  const inner = text.slice(at + 2, close)
  const end = close + 1
  if (inner === '*' || inner === '?' || inner === '$') return { part: inner, end }
  const comma = inner.indexOf(',')
  const key = (comma < 0 ? inner : inner.slice(0, comma)).trim()
  if (key === '') return null
  let fallback: string | null = null
  if (comma >= 0) {
    const quoted = inner.slice(comma + 1).trim()
    if (quoted.length < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) return null
    fallback = quoted.slice(1, -1)
  }
  return { part: { key, lowerKey: key.toLowerCase(), fallback }, end }
}

/** Within what a key and its default can be long: an endless run of openings must not be searched to its end each time. */
function closingBrace(text: string, from: number): number {
  const window = text.slice(from, from + LONGEST_VARIABLE)
  const plain = window.indexOf('}')
  if (plain < 0) return -1
  let quoted = false
  for (let at = 0; at < window.length; at += 1) {
    const character = window.charAt(at)
    if (character === "'") quoted = !quoted
    else if (character === '}' && !quoted) return from + at
  }
  return from + plain
}

export interface Resolved {
  /** The encoded pattern; an open variable stands as `*`. null: a variable has no value, so nothing matches. */
  encoded: string | null
  /** Keys whose value is not known. Empty: the pattern is exact. */
  open: string[]
  /** A variable has no value for certain, or for all that is known. */
  perhapsNothing: boolean
}

const NOTHING: Resolved = { encoded: null, open: [], perhapsNothing: true }

/** A variable's value is literal text: a star inside a tag's value is not a wildcard. */
export function resolveTemplate(template: Template, context: RequestContext): Resolved {
  let encoded = ''
  const open: string[] = []
  let perhapsNothing = false
  for (const part of template) {
    if (typeof part === 'string') {
      encoded += part
      continue
    }
    const found = context.look(part.lowerKey)
    if (found === 'unknown') {
      open.push(part.key)
      if (!context.isPresent(part.lowerKey)) perhapsNothing = true
      encoded += encodeLiteral(context.beginning(part.lowerKey) ?? '') + STAR
    } else if (found === 'absent') {
      if (part.fallback === null) return NOTHING
      encoded += encodeLiteral(part.fallback)
    } else {
      const [value] = found
      // Multivalued keys cannot be policy variables (IAM User Guide, "Policy variables").
      if (value === undefined || found.length !== 1) return NOTHING
      encoded += encodeLiteral(value)
    }
  }
  return { encoded, open, perhapsNothing }
}

export function templateKeys(template: Template): string[] {
  return template.flatMap(part => (typeof part === 'string' ? [] : [part.key]))
}
