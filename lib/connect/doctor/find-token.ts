export interface FoundToken {
  start: number
  end: number
  /** As it would be signed: taken out of the URI's encoding where it stands in one. */
  token: string
}

/** Where host and port end and the query begins; the rest is looked for around it. */
const PLAIN = {
  middle: /:\d{1,5}\/\?/g,
  before: /(?:https?:\/\/)?[\w.-]{1,255}$/i,
  after: /[^\s"'`<>\\@]{0,8000}/y,
}
const ENCODED = { middle: /%3A\d{1,5}%2F%3F/gi, before: /[\w.-]{1,255}$/, after: /[\w.~%-]{0,12000}/y }
const ACTION = /Action(?:=|%3D)connect/i
/** Enough for any text that somebody pastes on purpose. */
const MOST_PLACES = 50

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function around(text: string, { middle, before, after }: typeof PLAIN) {
  let places = 0
  for (const { index, 0: words } of text.matchAll(middle)) {
    if (++places > MOST_PLACES) return null
    const host = before.exec(text.slice(Math.max(0, index - 300), index))?.[0]
    after.lastIndex = index + words.length
    const query = after.exec(text)?.[0] ?? ''
    if (host && ACTION.test(query))
      return { start: index - host.length, end: index + words.length + query.length }
  }
  return null
}

/** The first RDS token in a text, alone or in a connection string, a command or a variable. */
export function findToken(text: string): FoundToken | null {
  const plain = around(text, PLAIN)
  if (plain) return { ...plain, token: text.slice(plain.start, plain.end) }
  const encoded = around(text, ENCODED)
  return encoded && { ...encoded, token: decoded(text.slice(encoded.start, encoded.end)) }
}
