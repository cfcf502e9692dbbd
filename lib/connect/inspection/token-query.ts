/** What stands behind `/?`, in its order. */
export interface TokenQuery {
  pairs: { name: string; raw: string; value: string }[]
  /** Decoded; the first of that name, whatever its case. Empty: not there. */
  value(name: string): string
  has(name: string): boolean
}

/** `URLSearchParams` would read `+` as a space; a token has none, so a plain decoder is the honest one. */
export function readQuery(query: string): TokenQuery {
  const pairs = query.split('&').map(pair => {
    const cut = pair.indexOf('=')
    const raw = cut < 0 ? '' : pair.slice(cut + 1)
    return { name: cut < 0 ? pair : pair.slice(0, cut), raw, value: decode(raw) }
  })
  const find = (name: string) => pairs.find(pair => pair.name.toLowerCase() === name.toLowerCase())
  return { pairs, value: name => find(name)?.value ?? '', has: name => find(name) !== undefined }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
