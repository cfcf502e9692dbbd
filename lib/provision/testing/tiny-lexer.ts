export type Token = { kind: 'word' | 'sign'; text: string } | { kind: 'name' | 'text'; text: string }

/** How a family quotes. PostgreSQL: `"name"`, `E'text'`. MySQL: `` `name` ``, `'text'` with backslashes. */
interface Quoting {
  name: '"' | '`'
  /** Whether a backslash escapes in a plain `'text'`. */
  backslashes: boolean
}

export const POSTGRES: Quoting = { name: '"', backslashes: false }
export const MYSQL: Quoting = { name: '`', backslashes: true }

function quoted(
  sql: string,
  from: number,
  quote: string,
  backslashes: boolean,
): { text: string; end: number } {
  let text = ''
  for (let at = from; at < sql.length; at++) {
    const letter = sql[at] as string
    if (backslashes && letter === '\\') text += sql[++at] ?? ''
    else if (letter !== quote) text += letter
    else if (sql[at + 1] === quote) text += sql[++at]
    else return { text, end: at + 1 }
  }
  throw new Error(`${quote} is never closed: ${sql}`)
}

/** For tests: what a server reads, so that a name that got out of its quotes is seen. */
export function tokensOf(sql: string, quoting: Quoting): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < sql.length) {
    const letter = sql[at] as string
    const [word] = /^[A-Za-z_][A-Za-z0-9_]*/.exec(sql.slice(at)) ?? []
    const escapes = word === 'E' && sql[at + 1] === "'"
    if (/\s/.test(letter)) at += 1
    else if (letter === quoting.name) {
      const { text, end } = quoted(sql, at + 1, letter, false)
      tokens.push({ kind: 'name', text })
      at = end
    } else if (letter === "'" || escapes) {
      const { text, end } = quoted(sql, at + (escapes ? 2 : 1), "'", escapes || quoting.backslashes)
      tokens.push({ kind: 'text', text })
      at = end
    } else if (word) {
      tokens.push({ kind: 'word', text: word })
      at += word.length
    } else {
      const [number] = /^\d+/.exec(sql.slice(at)) ?? []
      tokens.push({ kind: number ? 'word' : 'sign', text: number ?? letter })
      at += (number ?? letter).length
    }
  }
  return tokens
}
