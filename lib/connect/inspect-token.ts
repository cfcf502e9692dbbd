/** The part of a token's explanation a piece of text belongs to: 1 endpoint, 2 user, 3 signer, 4 time. */
export type TokenMark = 1 | 2 | 3 | 4

export interface TokenPart {
  text: string
  mark: TokenMark | null
  /** Never shown unmasked beside the explanation. */
  secret: boolean
}

export interface TokenFacts {
  host: string
  port: number
  databaseUser: string
  accessKeyId: string
  region: string
  /** ISO */
  signedAt: string
  /** ISO: fifteen minutes after signing, whatever the credentials do. */
  expiresAt: string
  hasSessionToken: boolean
  length: number
  parts: TokenPart[]
}

export interface TokenInspection {
  facts: TokenFacts | null
  problems: string[]
}

/**
 * Reads a token without verifying it.
 * RDS User Guide, "Connecting to your DB instance using IAM authentication": a presigned GET without its scheme.
 */
export function inspectToken(token: string): TokenInspection {
  const text = token.trim()
  const problems = surfaceProblems(token, text)
  const layout = /^([^/?#\s:]+):(\d{1,5})\/\?(.+)$/s.exec(text)
  const [, host = '', port = '', query = ''] = layout ?? []
  if (!layout) {
    problems.push('It does not start with host:port/?, so it is not an RDS authentication token.')
    return { facts: null, problems }
  }
  const parameters = readParameters(query)
  const value = (name: string) => parameters.get(name.toLowerCase()) ?? ''
  const scope = value('X-Amz-Credential').split('/')
  const [accessKeyId = '', day = '', region = '', service = ''] = scope
  const signedAt = isoOf(value('X-Amz-Date'))
  const seconds = Number(value('X-Amz-Expires'))
  if (value('Action') !== 'connect') problems.push('Its action is not connect.')
  if (value('DBUser') === '') problems.push('It names no database user.')
  if (scope.length !== 5 || service !== 'rds-db') problems.push('It was not signed for the service rds-db.')
  if (!signedAt) problems.push('Its date cannot be read.')
  else if (day !== value('X-Amz-Date').slice(0, 8))
    problems.push('Its date and its credential scope disagree.')
  if (!(seconds > 0 && seconds <= 900))
    problems.push('Its life is not between 1 and 900 seconds, which RDS refuses.')
  if (!/^[0-9a-f]{64}$/.test(value('X-Amz-Signature'))) problems.push('Its signature is cut off or altered.')
  if (host !== host.toLowerCase())
    problems.push('Its host holds upper-case letters: the endpoint must be signed in lower case.')
  if (!signedAt || value('DBUser') === '') return { facts: null, problems }
  const facts: TokenFacts = {
    host,
    port: Number(port),
    databaseUser: value('DBUser'),
    accessKeyId,
    region,
    signedAt,
    expiresAt: new Date(Date.parse(signedAt) + seconds * 1000).toISOString(),
    hasSessionToken: parameters.has('x-amz-security-token'),
    length: text.length,
    parts: partsOf(`${host}:${port}`, query),
  }
  return { facts, problems }
}

function surfaceProblems(token: string, trimmed: string): string[] {
  const problems: string[] = []
  if (token !== trimmed) problems.push('It has white space at its start or end, which breaks the signature.')
  if (/\s/.test(trimmed)) problems.push('It has white space inside: it was wrapped or pasted in pieces.')
  if (/^https?:\/\//i.test(trimmed))
    problems.push('It carries a scheme: the token starts with the host name.')
  return problems
}

/** `URLSearchParams` would read `+` as a space; a token has none, so a plain decoder is the honest one. */
function readParameters(query: string): Map<string, string> {
  const parameters = new Map<string, string>()
  for (const pair of query.split('&')) {
    const cut = pair.indexOf('=')
    const name = cut < 0 ? pair : pair.slice(0, cut)
    parameters.set(name.toLowerCase(), decode(cut < 0 ? '' : pair.slice(cut + 1)))
  }
  return parameters
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isoOf(compact: string): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(compact)
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function partsOf(endpoint: string, query: string): TokenPart[] {
  const parts: TokenPart[] = [plain(endpoint, 1), plain('/?')]
  query.split('&').forEach((pair, index) => {
    if (index > 0) parts.push(plain('&'))
    parts.push(...pairParts(pair))
  })
  return parts
}

function pairParts(pair: string): TokenPart[] {
  const cut = pair.indexOf('=') + 1
  const head = pair.slice(0, cut)
  const value = pair.slice(cut)
  switch (head.slice(0, -1).toLowerCase()) {
    case 'dbuser':
      return [plain(pair, 2)]
    case 'x-amz-date':
    case 'x-amz-expires':
      return [plain(pair, 4)]
    case 'x-amz-credential': {
      const end = value.search(/%2F|\//i)
      const key = end < 0 ? value : value.slice(0, end)
      return [plain(head), plain(key, 3), plain(value.slice(key.length))]
    }
    case 'x-amz-security-token':
    case 'x-amz-signature':
      return [plain(head), { text: value, mark: null, secret: true }]
    default:
      return [plain(pair)]
  }
}

function plain(text: string, mark: TokenMark | null = null): TokenPart {
  return { text, mark, secret: false }
}
