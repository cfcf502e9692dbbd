import { hostProblems } from './inspection/host-problems'
import { signingProblems } from './inspection/signing-problems'
import { signingTime, timeProblems } from './inspection/time-problems'
import { problem, ranked, type TokenProblem, type TokenProblemId } from './inspection/token-problem'
import { readQuery, type TokenQuery } from './inspection/token-query'
import { unwrapToken } from './inspection/unwrap-token'

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
  /** Null: it cannot be read as a token. */
  facts: TokenFacts | null
  /** The gravest first; see `token-problem.ts`. */
  problems: TokenProblem[]
}

/**
 * Reads a token without verifying it: the signature can be checked by AWS alone. It is a password, so nothing of it leaves the
 * caller. RDS User Guide, "Connecting to your DB instance using IAM authentication": a presigned GET without its scheme.
 * `now` null: whether it is over is not asked.
 */
export function inspectToken(pasted: string, now: Date | null = null): TokenInspection {
  const { token, problems: around } = unwrapToken(pasted)
  const [, host = '', port = '', query = ''] =
    /^([^/?#\s:]+|\[[\da-f:]+\]):(\d{1,5})\/\?(.+)$/s.exec(token) ?? []
  if (!query) {
    const found = problem(
      'notAToken',
      'It does not start with host:port/?, so it is not an RDS authentication token.',
      'Paste the whole token, from the host name to the signature.',
    )
    return { facts: null, problems: ranked([found, ...around]) }
  }
  const read = readQuery(query)
  const [accessKeyId = '', , region = ''] = read.value('X-Amz-Credential').split('/')
  const cut = cutProblems(read, token.length)
  const made = [...signingProblems(read), ...timeProblems(read, now)]
  const problems = ranked([
    ...around,
    ...hostProblems(host, Number(port), region),
    ...cut,
    ...(cut.length > 0 ? made.filter(({ id }) => !BY_ABSENCE.has(id)) : made),
  ])
  const signedAt = signingTime(read.value('X-Amz-Date'))
  if (!signedAt || read.value('DBUser') === '') return { facts: null, problems }
  const seconds = Number(read.value('X-Amz-Expires')) || 0
  const facts: TokenFacts = {
    host,
    port: Number(port),
    databaseUser: read.value('DBUser'),
    accessKeyId,
    region,
    signedAt,
    expiresAt: new Date(Date.parse(signedAt) + seconds * 1000).toISOString(),
    hasSessionToken: read.has('X-Amz-Security-Token'),
    length: token.length,
    parts: partsOf(`${host}:${port}`, query),
  }
  return { facts, problems }
}

/** Said of a token that is whole: where it was cut off, these follow from what is not there. */
const BY_ABSENCE: ReadonlySet<TokenProblemId> = new Set([
  'otherAction',
  'otherService',
  'noUser',
  'sessionTokenMissing',
  'notAnAccessKey',
  'rawAmpersand',
  'scopeDate',
  'badLife',
  'badDate',
])

const ALWAYS_THERE = ['X-Amz-Algorithm', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders']

function cutProblems({ value, has, pairs }: TokenQuery, length: number): TokenProblem[] {
  if (pairs.length === 1 && has('Action'))
    return [
      problem(
        'cutAtAmpersand',
        'It ends at its first &: a shell took that sign for the end of a command.',
        "Put the token in single quotes: PGPASSWORD='…'.",
      ),
    ]
  const whole =
    /^[0-9a-f]{64}$/.test(value('X-Amz-Signature')) &&
    value('X-Amz-Credential').split('/').length === 5 &&
    ALWAYS_THERE.every(has)
  if (whole) return []
  return [
    problem(
      'cut',
      `It is cut off or altered: it has ${length} characters, and not all of its parts.`,
      'Use a field or variable that takes 2,000 characters: prompts and forms cut at 79, 100, 128, 255 or 1,024.',
    ),
  ]
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
