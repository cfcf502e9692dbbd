const INDENT = '  '
/** Deeper than any policy; beyond it the reader has given up and so do line breaks. */
const DEEPEST_INDENT = 66

export function hasLineBreaks(text: string): boolean {
  return text.includes('\n') || text.includes('\r')
}

/**
 * A policy's text as shown to people: the source when it has line breaks (all of them as line feeds), else
 * printed with two spaces.
 * Printed by token, so that duplicate keys, number forms and broken documents stay visible as they are.
 */
export function displayText(text: string): string {
  return hasLineBreaks(text) ? text.replace(/\r\n?/g, '\n') : printTokens(text)
}

function printTokens(text: string): string {
  const parts: string[] = []
  let depth = 0
  let at = 0
  const newLine = () => {
    if (depth <= DEEPEST_INDENT) parts.push('\n', INDENT.repeat(Math.max(depth, 0)))
  }
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') {
      const end = endOfString(text, at)
      parts.push(text.slice(at, end))
      at = end
      continue
    }
    at += 1
    if (character === ' ' || character === '\t') continue
    if (character === '{' || character === '[') {
      const next = skipBlank(text, at)
      const closer = character === '{' ? '}' : ']'
      if (text.charAt(next) === closer) {
        parts.push(character + closer)
        at = next + 1
        continue
      }
      depth += 1
      parts.push(character)
      newLine()
    } else if (character === '}' || character === ']') {
      depth -= 1
      newLine()
      parts.push(character)
    } else if (character === ',') {
      parts.push(character)
      newLine()
    } else parts.push(character === ':' ? ': ' : character)
  }
  return parts.join('')
}

function skipBlank(text: string, from: number): number {
  let at = from
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1
  return at
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') return at + 1
    at += character === '\\' ? 2 : 1
  }
  return text.length
}
