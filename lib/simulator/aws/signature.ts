import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Credentials, resolveCredentials } from '@/lib/simulator/aws/access-keys'
import {
  type Authorization,
  header,
  readAuthorization,
  type SignedRequest,
} from '@/lib/simulator/aws/authorization'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { World } from '@/lib/simulator/world/world'

export interface Verified {
  credentials: Credentials
  region: string
  service: string
}

const SKEW_MS = 5 * 60_000

/** Signature Version 4, "Create a signed AWS API request" in the IAM User Guide. */
export function verifySignature(request: SignedRequest, world: World, now: Date): Verified {
  const authorization = readAuthorization(request)
  const { accessKeyId, day, region, service, date, sessionToken } = authorization
  const credentials = resolve(world, accessKeyId, sessionToken, now)
  checkTime(authorization, now)
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalRequest(request, authorization))].join(
    '\n',
  )
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (signing, part) => createHmac('sha256', signing).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  )
  const expected = createHmac('sha256', key).update(toSign).digest()
  if (!timingSafeEqual(Buffer.from(authorization.signature, 'hex'), expected)) throw mismatch()
  return { credentials, region, service }
}

function resolve(world: World, accessKeyId: string, token: string | null, now: Date): Credentials {
  const found = resolveCredentials(world, accessKeyId, token, now)
  if (!('refused' in found)) return found
  throw found.refused === 'expired' ? expiredToken() : invalidToken()
}

export function expiredToken(): AwsError {
  return new AwsError('ExpiredToken', 403, 'The security token included in the request is expired')
}

export function invalidToken(): AwsError {
  return new AwsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.')
}

function checkTime({ date, expiresSeconds }: Authorization, now: Date): void {
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const shown = (offset: number) => compact(new Date(now.getTime() + offset))
  const refuse = (sentence: string) => new AwsError('SignatureDoesNotMatch', 403, sentence)
  if (!(at <= now.getTime() + SKEW_MS)) {
    throw refuse(
      `Signature not yet current: ${date} is still later than ${shown(SKEW_MS)} (${shown(0)} + 5 min.)`,
    )
  }
  if (expiresSeconds !== null) {
    if (at + expiresSeconds * 1000 >= now.getTime()) return
    throw new AwsError(
      'RequestExpired',
      400,
      `Request has expired: ${date} and ${expiresSeconds} s are before ${shown(0)}`,
    )
  }
  if (at < now.getTime() - SKEW_MS) {
    throw refuse(`Signature expired: ${date} is now earlier than ${shown(-SKEW_MS)} (${shown(0)} - 5 min.)`)
  }
}

function canonicalRequest(request: SignedRequest, { signedHeaders }: Authorization): string {
  if (!signedHeaders.includes('host')) throw mismatch()
  const lines = signedHeaders.map(
    name => `${name}:${(header(request, name) ?? '').trim().replace(/\s+/g, ' ')}`,
  )
  const { method, path, query, body } = request
  return [method, path, canonicalQuery(query), ...lines, '', signedHeaders.join(';'), sha256(body)].join('\n')
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${rfc3986(name)}=${rfc3986(value)}`)
    .sort()
    .join('&')
}

export function rfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function compact(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function mismatch(): AwsError {
  return new AwsError(
    'SignatureDoesNotMatch',
    403,
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )
}
