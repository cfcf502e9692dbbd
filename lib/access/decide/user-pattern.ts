/** One piece of a policy's resource pattern. */
type Token =
  | { kind: 'char'; text: string }
  | { kind: 'any' }
  | { kind: 'one' }
  | { kind: 'variable'; text: string }

/** IAM user guide, "Policy variables": `${*}`, `${?}` and `${$}` stand for the character itself. */
function tokens(pattern: string): Token[] {
  const found: Token[] = []
  for (let at = 0; at < pattern.length; at++) {
    const close = pattern.startsWith('${', at) ? pattern.indexOf('}', at) : -1
    if (close > 0) {
      const inner = pattern.slice(at + 2, close)
      if (/^[*?$]$/.test(inner)) found.push({ kind: 'char', text: inner })
      else found.push({ kind: 'variable', text: pattern.slice(at, close + 1) })
      at = close
      continue
    }
    const text = pattern.charAt(at)
    if (text === '*') found.push({ kind: 'any' })
    else found.push(text === '?' ? { kind: 'one' } : { kind: 'char', text })
  }
  return found
}

/** A variable may stand for any run of characters: over-reporting names costs a column, missing one hides access. */
const loops = (token: Token | undefined) => token?.kind === 'any' || token?.kind === 'variable'

function closure(list: Token[], positions: Set<number>): Set<number> {
  const closed = new Set<number>()
  for (let at of positions) {
    closed.add(at)
    while (loops(list[at])) closed.add(++at)
  }
  return closed
}

function step(list: Token[], positions: Set<number>, character: string): Set<number> {
  const next = new Set<number>()
  for (const at of closure(list, positions)) {
    const token = list[at]
    if (!token) continue
    if (loops(token)) next.add(at)
    else if (token.kind === 'one' || (token.kind === 'char' && token.text === character)) next.add(at + 1)
  }
  return next
}

/** What is left of a user pattern, in pieces: literal text escaped where it would read as a wildcard. */
function spell(list: Token[]): string {
  return list
    .map(token => {
      if (token.kind === 'any') return '*'
      if (token.kind === 'one') return '?'
      if (token.kind === 'variable') return token.text
      return /[*?$]/.test(token.text) ? `\${${token.text}}` : token.text
    })
    .join('')
}

const isText = (token: Token | undefined, text: string) => token?.kind === 'char' && token.text === text

function standsAt(list: Token[], text: string, from: number): boolean {
  for (let at = 0; at < text.length; at++) if (!isText(list[from + at], text.charAt(at))) return false
  return true
}

const DBUSER = ':dbuser:'

/**
 * Where the database user can begin: behind the entry's own target part. A star before the resource id also runs over
 * colons and slashes, into the names of users that nobody has.
 */
function userFrom(list: Token[]): number {
  const mark = list.findIndex((_, at) => standsAt(list, DBUSER, at))
  if (mark >= 0) {
    const id = mark + DBUSER.length
    const find = (text: string) => list.findIndex((token, at) => at >= id && isText(token, text))
    const slash = find('/')
    if (slash >= 0) return slash + 1
    // No resource id has a colon: whatever a star makes of one is no name that was meant.
    return find(':') < 0 ? id : list.length
  }
  if (!standsAt(list, 'arn:', 0)) return 0
  const colons = list.flatMap((token, at) => (isText(token, ':') ? [at] : []))
  return (colons[4] ?? -1) + 1
}

/** What a resource pattern leaves for the database user once it has matched `prefix`; empty: it does not speak of it. */
export function userPatterns(pattern: string, prefix: string): string[] {
  const list = tokens(pattern)
  const from = userFrom(list)
  let positions = new Set([0])
  for (const character of prefix) {
    positions = step(list, positions, character)
    if (positions.size === 0) return []
  }
  // Whatever an earlier place would match, the furthest star matches too.
  const star = Math.max(from, ...[...positions].filter(at => list[at]?.kind === 'any'))
  const rests = [...positions]
    .filter(at => at >= star && !(positions.has(at - 1) && loops(list[at - 1])))
    .map(at => list.slice(at))
  const some = rests.filter(rest => rest.length > 0)
  const plain = some.filter(rest => !rest.some(token => token.kind === 'char' && token.text === '/'))
  return [...new Set((plain.length > 0 ? plain : some).map(spell))]
}

export function hasVariable(pattern: string): boolean {
  return /\$\{(?![*?$]\})/.test(pattern)
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern.replace(/\$\{[*?$]\}/g, ''))
}

/** Matches every name: a run of stars, with at most one `?` since no name is empty. */
export function isUniversal(pattern: string): boolean {
  return /^[*?]+$/.test(pattern) && pattern.includes('*') && pattern.split('?').length <= 2
}

/** The name that a pattern without wildcards spells. */
export function literalName(pattern: string): string {
  return pattern.replace(/\$\{([*?$])\}/g, '$1')
}

/** A name as a pattern that matches it alone. */
export function spelledOut(name: string): string {
  return name.replaceAll(/[*?$]/g, letter => `\${${letter}}`)
}
