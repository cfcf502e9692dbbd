export interface CodeToken {
  kind: 'key' | 'string' | 'number' | 'plain'
  text: string
}

export interface CodeLine {
  /** In the new text; null for a removed line. */
  number: number | null
  change: 'same' | 'added' | 'removed'
  tokens: CodeToken[]
}

const TOKEN = /"(?:[^"\\]|\\.)*"(?=\s*:)|"(?:[^"\\]|\\.)*"?|-?\b\d+(?:\.\d+)?\b|\b(?:true|false|null)\b/g

function kindOf(text: string, line: string, end: number): CodeToken['kind'] {
  if (!text.startsWith('"')) return 'number'
  return /^\s*:/.test(line.slice(end)) ? 'key' : 'string'
}

/** Colours one line of JSON. Broken JSON is shown as it is, never refused. */
export function tokenizeJson(line: string): CodeToken[] {
  const tokens: CodeToken[] = []
  let at = 0
  for (const match of line.matchAll(TOKEN)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: line.slice(at, match.index) })
    const end = match.index + match[0].length
    tokens.push({ kind: kindOf(match[0], line, end), text: match[0] })
    at = end
  }
  if (at < line.length) tokens.push({ kind: 'plain', text: line.slice(at) })
  return tokens
}

/** Longest common run of lines, by the plain table: policies have at most a few hundred lines. */
function commonLengths(before: string[], after: string[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const row = rows[i] as Uint16Array
      const below = rows[i + 1] as Uint16Array
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0)
    }
  }
  return rows
}

/** Lines of `text`, with the lines of `before` that are gone put where they were. */
export function codeLines(text: string, before: string | null = null): CodeLine[] {
  const after = text.split('\n')
  if (before === null)
    return after.map((line, index) => ({ number: index + 1, change: 'same', tokens: tokenizeJson(line) }))
  const old = before.split('\n')
  const common = commonLengths(old, after)
  const lines: CodeLine[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < after.length) {
    const oldLine = old[i]
    const newLine = after[j]
    if (oldLine !== undefined && newLine !== undefined && oldLine === newLine) {
      lines.push({ number: ++j, change: 'same', tokens: tokenizeJson(newLine) })
      i++
    } else if (
      newLine === undefined ||
      (oldLine !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
    ) {
      lines.push({ number: null, change: 'removed', tokens: tokenizeJson(oldLine ?? '') })
      i++
    } else {
      lines.push({ number: ++j, change: 'added', tokens: tokenizeJson(newLine) })
    }
  }
  return lines
}
