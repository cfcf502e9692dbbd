export interface FoundToken {
  start: number
  end: number
  /** As it would be signed: taken out of the URI's encoding where it stands in one. */
  token: string
}

const PLAIN =
  /(?:https?:\/\/)?[\w.-]+:\d{1,5}\/\?(?:[^\s"'`<>\\@]{0,8000}&)?Action=connect[^\s"'`<>\\@]{0,8000}/i
const ENCODED = /[\w.-]+%3A\d{1,5}%2F%3F(?:[\w.~%-]{0,12000}?)Action%3Dconnect[\w.~%-]{0,12000}/i

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The first RDS token in a text, alone or in a connection string, a command or a variable. */
export function findToken(text: string): FoundToken | null {
  const plain = PLAIN.exec(text)
  if (plain) return { start: plain.index, end: plain.index + plain[0].length, token: plain[0] }
  const encoded = ENCODED.exec(text)
  if (!encoded) return null
  return { start: encoded.index, end: encoded.index + encoded[0].length, token: decoded(encoded[0]) }
}
