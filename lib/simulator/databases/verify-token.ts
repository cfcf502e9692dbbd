import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Credentials, resolveCredentials } from '@/lib/simulator/aws/access-keys'
import type { World } from '@/lib/simulator/world/world'

export interface ExpectedToken {
  user: string
  /** `host:port` of every endpoint of the target, as AWS names them. */
  authorities: string[]
  region: string
  now: Date
}

export type TokenRefusal =
  | 'notAToken'
  | 'otherHost'
  | 'otherUser'
  | 'otherRegion'
  | 'notYetValid'
  | 'expired'
  | 'badCredentials'
  | 'badSignature'

export type TokenAnswer = { credentials: Credentials } | { refused: TokenRefusal }

const MAX_AGE_S = 900
const CLOCK_SKEW_S = 300

/** What the database host asks of a token before it asks AWS: "IAM database authentication", RDS User Guide. */
export function verifyToken(world: World, token: string, expected: ExpectedToken): TokenAnswer {
  const parts = parseToken(token)
  if (!parts) return { refused: 'notAToken' }
  if (!expected.authorities.includes(parts.authority)) return { refused: 'otherHost' }
  if (parts.parameters.get('DBUser') !== expected.user) return { refused: 'otherUser' }
  if (parts.region !== expected.region) return { refused: 'otherRegion' }
  const age = (expected.now.getTime() - parts.signedAt) / 1000
  if (age < -CLOCK_SKEW_S) return { refused: 'notYetValid' }
  if (age > Math.min(MAX_AGE_S, parts.expiresIn)) return { refused: 'expired' }
  const sessionToken = parts.parameters.get('X-Amz-Security-Token') ?? null
  const credentials = resolveCredentials(world, parts.accessKeyId, sessionToken, expected.now)
  if ('refused' in credentials) return { refused: 'badCredentials' }
  return signatureHolds(parts, credentials.secretAccessKey) ? { credentials } : { refused: 'badSignature' }
}

interface TokenParts {
  authority: string
  parameters: Map<string, string>
  accessKeyId: string
  day: string
  region: string
  date: string
  signedAt: number
  expiresIn: number
}

function parseToken(token: string): TokenParts | null {
  const [authority = '', query = '', ...rest] = token.split('/?')
  const parameters = parseQuery(query)
  const scope = /^([A-Z0-9]{16,128})\/(\d{8})\/([a-z0-9-]+)\/rds-db\/aws4_request$/.exec(
    parameters?.get('X-Amz-Credential') ?? '',
  )
  const date = parameters?.get('X-Amz-Date') ?? ''
  const time = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)
  const expiresIn = Number(parameters?.get('X-Amz-Expires') ?? Number.NaN)
  const [, accessKeyId, day, region] = scope ?? []
  if (!parameters || rest.length > 0 || !accessKeyId || !day || !region || !time || !date.startsWith(day))
    return null
  const constants = {
    Action: 'connect',
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-SignedHeaders': 'host',
  }
  for (const [name, value] of Object.entries(constants)) if (parameters.get(name) !== value) return null
  if (!(expiresIn > 0 && expiresIn <= MAX_AGE_S)) return null
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = time.slice(1).map(Number)
  const signedAt = Date.UTC(y, mo - 1, d, h, mi, s)
  return { authority, parameters, accessKeyId, day, region, date, signedAt, expiresIn }
}

/** Null for anything a signer would not have written: a name twice, a broken escape. */
function parseQuery(query: string): Map<string, string> | null {
  const parameters = new Map<string, string>()
  try {
    for (const pair of query.split('&')) {
      const [name = '', ...value] = pair.split('=').map(decodeURIComponent)
      if (parameters.has(name) || value.length !== 1) return null
      parameters.set(name, value[0] ?? '')
    }
  } catch {
    return null
  }
  return parameters
}

/** Signature Version 4 over a presigned GET, "Create a signed AWS API request", IAM User Guide. */
function signatureHolds({ authority, parameters, day, region, date }: TokenParts, secret: string): boolean {
  const query = [...parameters]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(pair => pair.map(encode).join('='))
    .sort()
    .join('&')
  const canonical = ['GET', '/', query, `host:${authority}`, '', 'host', sha256('')].join('\n')
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/rds-db/aws4_request`, sha256(canonical)].join(
    '\n',
  )
  const key = [day, region, 'rds-db', 'aws4_request'].reduce<Buffer | string>(hmac, `AWS4${secret}`)
  const given = Buffer.from(parameters.get('X-Amz-Signature') ?? '', 'hex')
  const wanted = hmac(key, toSign)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function hmac(key: Buffer | string, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
