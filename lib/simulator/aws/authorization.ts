import { AwsError } from '@/lib/simulator/aws/aws-error'

export interface SignedRequest {
  method: string
  path: string
  query: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** What a signature says about itself, wherever the request carries it. */
export interface Authorization {
  accessKeyId: string
  day: string
  region: string
  service: string
  signedHeaders: string[]
  signature: string
  date: string
  sessionToken: string | null
  /** Presigned requests live as long as they say. */
  expiresSeconds: number | null
}

export function readAuthorization(request: SignedRequest): Authorization {
  const value = header(request, 'authorization')
  if (value) return fromHeader(request, value)
  const query = new URLSearchParams(request.query)
  if (query.has('X-Amz-Algorithm')) return fromQuery(query)
  throw new AwsError('MissingAuthenticationToken', 403, 'Request is missing Authentication Token')
}

export function header(request: SignedRequest, name: string): string | null {
  const value = request.headers[name]
  return (Array.isArray(value) ? value.join(',') : value) ?? null
}

function fromHeader(request: SignedRequest, value: string): Authorization {
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([^,\s]+)$/.exec(value)
  const [, credential = '', signedHeaders = '', signature = ''] = match ?? []
  return checked(value, {
    ...scope(credential),
    signedHeaders: signedHeaders.split(';'),
    signature,
    date: header(request, 'x-amz-date') ?? '',
    sessionToken: header(request, 'x-amz-security-token'),
    expiresSeconds: null,
  })
}

function fromQuery(query: URLSearchParams): Authorization {
  const text = (name: string) => query.get(`X-Amz-${name}`) ?? ''
  return checked(query.toString(), {
    ...scope(text('Algorithm') === 'AWS4-HMAC-SHA256' ? text('Credential') : ''),
    signedHeaders: text('SignedHeaders').split(';'),
    signature: text('Signature'),
    date: text('Date'),
    sessionToken: query.get('X-Amz-Security-Token'),
    expiresSeconds: Number(text('Expires') || Number.NaN),
  })
}

function scope(credential: string) {
  const [accessKeyId = '', day = '', region = '', service = '', end] = credential.split('/')
  return { accessKeyId: end === 'aws4_request' ? accessKeyId : '', day, region, service }
}

function checked(shown: string, authorization: Authorization): Authorization {
  const { accessKeyId, day, region, service, signature, date, expiresSeconds } = authorization
  const bad = (sentence: string) => new AwsError('IncompleteSignature', 400, sentence)
  if (!accessKeyId || !region || !service || !/^\d{8}$/.test(day) || !/^[0-9a-f]{64}$/.test(signature)) {
    throw bad(`The request signature does not conform to AWS standards: '${shown}'`)
  }
  if (!/^\d{8}T\d{6}Z$/.test(date) || !date.startsWith(day)) {
    throw bad('Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP')
  }
  if (expiresSeconds !== null && !(expiresSeconds > 0 && expiresSeconds <= 604_800)) {
    throw bad('X-Amz-Expires must be a number of seconds of at most 604800')
  }
  return authorization
}
