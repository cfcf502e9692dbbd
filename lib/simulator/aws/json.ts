import type { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Answer } from '@/lib/simulator/aws/http-answer'
import { XmlList, type XmlObject, type XmlValue } from '@/lib/simulator/aws/xml'

/** AWS JSON 1.1, as Organizations speaks it: the operation in a header, dates as seconds, errors by `__type`. */
const CONTENT_TYPE = 'application/x-amz-json-1.1'

export function jsonSuccess(result: XmlObject | undefined): Answer {
  return { status: 200, contentType: CONTENT_TYPE, body: JSON.stringify(plain(result ?? {})) }
}

/** What the Query services call otherwise. */
const NAMES: Record<string, string> = {
  AccessDenied: 'AccessDeniedException',
  ExpiredToken: 'ExpiredTokenException',
  InternalFailure: 'ServiceException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  Throttling: 'TooManyRequestsException',
  ValidationError: 'InvalidInputException',
}

export function jsonFailure({ code, status, message }: AwsError): Answer {
  const body = JSON.stringify({ __type: NAMES[code] ?? code, Message: message })
  return { status: status >= 500 ? status : 400, contentType: CONTENT_TYPE, body }
}

/** `AWSOrganizationsV20161128.ListRoots`: the operation. */
export const jsonAction = (target: string | null) => target?.split('.')[1] ?? ''

/** The operations here take texts and numbers only, all at the top. What is no JSON holds none of them. */
export function jsonValues(body: string): Map<string, string> {
  try {
    const given: Record<string, unknown> = JSON.parse(body)
    return new Map(Object.entries(given).map(([name, value]) => [name, String(value)]))
  } catch {
    return new Map()
  }
}

function plain(value: XmlValue): unknown {
  if (value instanceof XmlList) return value.values.map(plain)
  if (value instanceof Date) return value.getTime() / 1000
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}
