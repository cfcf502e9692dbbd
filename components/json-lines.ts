import { shortenId } from '@/lib/format'
import { commonLengths } from './common-lengths'
import { changedWords, type Span } from './word-diff'

export interface CodeToken {
  kind: 'key' | 'string' | 'number' | 'plain'
  text: string
  /** In a difference: the word that went or came. */
  changed?: true
  /** What stands in the document, where `text` shows less of it. */
  whole?: string
}

export interface CodeLine {
  /** In the new text; null for a removed line. */
  number: number | null
  /** In the text before; null for an added line, or where there is none. */
  was: number | null
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

/** Of one target: what a wildcard before the database user says must stay in view. */
const CONNECT_ARN = /arn:[^:"*]+:rds-db:[^:"*]+:\d{12}:dbuser:([^/"*?]+)(?=\/)/

/** Strings that name a database user, with the middle of the ARN and of the resource id left out. */
export function briefTokens(tokens: CodeToken[]): CodeToken[] {
  return tokens.map(token => {
    const text = token.text.replace(CONNECT_ARN, (_, id: string) => `…:dbuser:${shortenId(id)}`)
    return text === token.text ? token : { ...token, text, whole: token.text }
  })
}

/** The same pieces, cut where a changed word begins or ends. */
function withChanged(tokens: CodeToken[], spans: readonly Span[]): CodeToken[] {
  if (spans.length === 0) return tokens
  let at = 0
  return tokens.flatMap(({ kind, text }) => {
    const start = at
    at += text.length
    const cuts = [start, ...spans.flatMap(({ from, to }) => [from, to]), at].filter(
      cut => cut >= start && cut <= at,
    )
    return cuts.slice(1).flatMap((to, index): CodeToken[] => {
      const from = cuts[index] ?? to
      if (to <= from) return []
      const changed = spans.some(span => span.from <= from && to <= span.to)
      const piece = text.slice(from - start, to - start)
      return [changed ? { kind, text: piece, changed } : { kind, text: piece }]
    })
  })
}

/** The part of the spans that lies in one line of a joined text. */
function inLine(spans: readonly Span[], start: number, length: number): Span[] {
  return spans.flatMap(({ from, to }) => {
    const span = { from: Math.max(0, from - start), to: Math.min(length, to - start) }
    return span.from < span.to ? [span] : []
  })
}

const textOf = ({ tokens }: CodeLine) => tokens.map(({ text }) => text).join('')

/** A run of lines gone and come is compared as two texts, so that one line may become several. */
function withChangedWords(run: readonly CodeLine[]): CodeLine[] {
  const sides = (['removed', 'added'] as const).map(change => run.filter(line => line.change === change))
  const [gone = '', come = ''] = sides.map(lines => lines.map(textOf).join('\n'))
  if (gone === '' || come === '') return [...run]
  const spans = changedWords(gone, come)
  const at = { removed: 0, added: 0, same: 0 }
  return run.map(line => {
    const { length } = textOf(line)
    const own = inLine(line.change === 'removed' ? spans.before : spans.after, at[line.change], length)
    at[line.change] += length + 1
    return { ...line, tokens: withChanged(line.tokens, own) }
  })
}

function withWords(lines: readonly CodeLine[]): CodeLine[] {
  const marked: CodeLine[] = []
  for (let at = 0; at < lines.length; ) {
    let end = at
    while (end < lines.length && lines[end]?.change !== 'same') end++
    marked.push(...(end > at ? withChangedWords(lines.slice(at, end)) : lines.slice(at, at + 1)))
    at = Math.max(end, at + 1)
  }
  return marked
}

/** In a difference a document that is not there has no line, not an empty one. */
const linesOf = (text: string) => (text === '' ? [] : text.split('\n'))

/** Lines of `text`, with the lines of `before` that are gone put where they were and changed words marked. */
export function codeLines(text: string, before: string | null = null): CodeLine[] {
  if (before === null)
    return text.split('\n').map((line, at) => ({
      number: at + 1,
      was: null,
      change: 'same',
      tokens: tokenizeJson(line),
    }))
  const [old, after] = [linesOf(before), linesOf(text)]
  const common = commonLengths(old, after)
  const lines: CodeLine[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < after.length) {
    const [oldLine, newLine] = [old[i], after[j]]
    if (oldLine !== undefined && newLine !== undefined && oldLine === newLine) {
      lines.push({ number: ++j, was: ++i, change: 'same', tokens: tokenizeJson(newLine) })
    } else if (
      newLine === undefined ||
      (oldLine !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
    ) {
      lines.push({ number: null, was: ++i, change: 'removed', tokens: tokenizeJson(oldLine ?? '') })
    } else {
      lines.push({ number: ++j, was: null, change: 'added', tokens: tokenizeJson(newLine) })
    }
  }
  return withWords(lines)
}

/** The pieces of each line of `text` that `after` writes otherwise, by line number: what is wrong in it. */
export function replacedTokens(text: string, after: string): Map<number, CodeToken[]> {
  return new Map(
    codeLines(after, text).flatMap(({ change, was, tokens }) =>
      change === 'removed' && was !== null ? [[was, tokens]] : [],
    ),
  )
}
