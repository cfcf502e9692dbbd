import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Credentials, resolveCredentials } from '@/lib/simulator/aws/access-keys'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { World } from '@/lib/simulator/world/world'

export interface SignedRequest {
  method: string
  path: string
  query: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface Verified {
  credentials: Credentials
  region: string
  service: string
}

const SKEW_MS = 5 * 60_000

/** Signature Version 4, "Create a signed AWS API request" in the IAM User Guide. */
export function verifySignature(request: SignedRequest, world: World, now: Date): Verified {
  const authorization = parseAuthorization(header(request, 'authorization'))
  const { accessKeyId, day, region, service } = authorization
  const credentials = resolve(world, accessKeyId, header(request, 'x-amz-security-token'), now)
  const date = header(request, 'x-amz-date') ?? ''
  checkSkew(date, day, now)
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = [
    'AWS4-HMAC-SHA256',
    date,
    scope,
    sha256(canonicalRequest(request, authorization.signedHeaders)),
  ]
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (signing, part) => createHmac('sha256', signing).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  )
  const expected = createHmac('sha256', key).update(toSign.join('\n')).digest()
  const given = Buffer.from(authorization.signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw mismatch()
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

interface Authorization {
  accessKeyId: string
  day: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
}

function parseAuthorization(value: string | null): Authorization {
  if (!value) throw new AwsError('MissingAuthenticationToken', 403, 'Request is missing Authentication Token')
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      value,
    )
  const [, accessKeyId, day, region, service, signedHeaders, signature] = match ?? []
  if (!accessKeyId || !day || !region || !service || !signedHeaders || !signature) {
    throw new AwsError(
      'IncompleteSignature',
      400,
      `The request signature does not conform to AWS standards: '${value}'`,
    )
  }
  return { accessKeyId, day, region, service, signedHeaders: signedHeaders.split(';'), signature }
}

function checkSkew(date: string, day: string, now: Date): void {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? []
  if (!y || !date.startsWith(day)) {
    throw new AwsError(
      'IncompleteSignature',
      400,
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP',
    )
  }
  const at = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s))
  const limit = (offset: number) => compact(new Date(now.getTime() + offset))
  if (at < now.getTime() - SKEW_MS) {
    const sentence = `Signature expired: ${date} is now earlier than ${limit(-SKEW_MS)} (${limit(0)} - 5 min.)`
    throw new AwsError('SignatureDoesNotMatch', 403, sentence)
  }
  if (at > now.getTime() + SKEW_MS) {
    const sentence = `Signature not yet current: ${date} is still later than ${limit(SKEW_MS)} (${limit(0)} + 5 min.)`
    throw new AwsError('SignatureDoesNotMatch', 403, sentence)
  }
}

function canonicalRequest(request: SignedRequest, signedHeaders: string[]): string {
  if (!signedHeaders.includes('host')) throw mismatch()
  const lines = signedHeaders.map(
    name => `${name}:${(header(request, name) ?? '').trim().replace(/\s+/g, ' ')}`,
  )
  return [
    request.method,
    request.path,
    canonicalQuery(request.query),
    ...lines,
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n')
}

function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
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

function header(request: SignedRequest, name: string): string | null {
  const value = request.headers[name]
  return (Array.isArray(value) ? value.join(',') : value) ?? null
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
