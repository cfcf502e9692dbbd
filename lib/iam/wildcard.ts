/** Encoded wildcards: two noncharacters, so that a literal star or question mark needs no escape. */
export const STAR = '\uFFFE'
export const ONE = '\uFFFF'

/** A pattern ready to match. `literal` is set when there is no wildcard at all. */
export interface Glob {
  literal: string | null
  /** What every match must begin with. */
  prefix: string
  segments: string[]
}

export function encodeWildcards(pattern: string): string {
  const literal = encodeLiteral(pattern)
  const starred = literal.includes('*') ? literal.replaceAll('*', STAR) : literal
  return starred.includes('?') ? starred.replaceAll('?', ONE) : starred
}

/** Literal text, unable to smuggle an encoded wildcard in. */
export function encodeLiteral(text: string): string {
  return text.includes(STAR) || text.includes(ONE) ? text.replace(/[\uFFFE\uFFFF]/g, '\uFFFD') : text
}

export function compileGlob(encoded: string): Glob {
  const star = encoded.indexOf(STAR)
  const one = encoded.indexOf(ONE)
  if (star < 0 && one < 0) return { literal: encoded, prefix: encoded, segments: [encoded] }
  const first = star < 0 ? one : one < 0 ? star : Math.min(star, one)
  return { literal: null, prefix: encoded.slice(0, first), segments: splitAtStars(encoded) }
}

/** Runs of stars are one star: 10,000 of them cost what one costs. */
function splitAtStars(encoded: string): string[] {
  const parts = encoded.split(STAR)
  return parts.filter((part, index) => part !== '' || index === 0 || index === parts.length - 1)
}

/** Each segment is searched once, left to right: no backtracking over stars. */
export function globMatches(glob: Glob, text: string): boolean {
  if (glob.literal !== null) return glob.literal === text
  const { segments } = glob
  const first = segments[0] ?? ''
  const last = segments[segments.length - 1] ?? ''
  if (segments.length === 1) return text.length === first.length && segmentAt(first, text, 0)
  if (text.length < first.length + last.length) return false
  if (!segmentAt(first, text, 0) || !segmentAt(last, text, text.length - last.length)) return false
  const limit = text.length - last.length
  let at = first.length
  for (let index = 1; index < segments.length - 1; index += 1) {
    const segment = segments[index] ?? ''
    const found = findSegment(segment, text, at, limit)
    if (found < 0) return false
    at = found + segment.length
  }
  return true
}

function findSegment(segment: string, text: string, from: number, limit: number): number {
  if (!segment.includes(ONE)) {
    const found = text.indexOf(segment, from)
    return found >= 0 && found + segment.length <= limit ? found : -1
  }
  for (let at = from; at + segment.length <= limit; at += 1) if (segmentAt(segment, text, at)) return at
  return -1
}

function segmentAt(segment: string, text: string, at: number): boolean {
  if (!segment.includes(ONE)) return text.startsWith(segment, at)
  for (let index = 0; index < segment.length; index += 1) {
    const wanted = segment.charCodeAt(index)
    if (wanted !== 0xffff && wanted !== text.charCodeAt(at + index)) return false
  }
  return true
}

/** `*` is any run of characters, across `:` and `/`; `?` is exactly one character. */
export function matchesWildcard(pattern: string, text: string, options?: { ignoreCase?: boolean }): boolean {
  const encoded = encodeWildcards(options?.ignoreCase ? pattern.toLowerCase() : pattern)
  return globMatches(compileGlob(encoded), options?.ignoreCase ? text.toLowerCase() : text)
}
