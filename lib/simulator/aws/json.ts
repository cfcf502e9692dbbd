import type { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Answer } from '@/lib/simulator/aws/http-answer'
import type { JsonService } from '@/lib/simulator/aws/service-name'
import { XmlList, type XmlObject, type XmlValue } from '@/lib/simulator/aws/xml'

/** AWS JSON: the operation in a header, dates as seconds, errors by `__type`. */
const CONTENT_TYPES: Record<JsonService, string> = {
  organizations: 'application/x-amz-json-1.1',
  logs: 'application/x-amz-json-1.1',
  cloudwatch: 'application/x-amz-json-1.0',
  secretsmanager: 'application/x-amz-json-1.1',
}

export function jsonSuccess(service: JsonService, result: XmlObject | undefined): Answer {
  return { status: 200, contentType: CONTENT_TYPES[service], body: JSON.stringify(plain(result ?? {})) }
}

/** What the Query services call otherwise. */
const NAMES: Record<string, string> = {
  AccessDenied: 'AccessDeniedException',
  ExpiredToken: 'ExpiredTokenException',
  InternalFailure: 'ServiceException',
  InvalidClientTokenId: 'UnrecognizedClientException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
}

/** What each of them names in its own way. */
const OWN_NAMES: Record<JsonService, Record<string, string>> = {
  organizations: { Throttling: 'TooManyRequestsException', ValidationError: 'InvalidInputException' },
  logs: { Throttling: 'ThrottlingException', ValidationError: 'InvalidParameterException' },
  cloudwatch: { AccessDenied: 'AccessDenied', ValidationError: 'InvalidParameterValue' },
  secretsmanager: { Throttling: 'ThrottlingException', ValidationError: 'InvalidParameterException' },
}

export function jsonFailure(service: JsonService, { code, status, message }: AwsError): Answer {
  const name = OWN_NAMES[service][code] ?? NAMES[code] ?? code
  const body = JSON.stringify({ __type: name, Message: message })
  return { status: status >= 500 ? status : 400, contentType: CONTENT_TYPES[service], body }
}

/** `AWSOrganizationsV20161128.ListRoots`: the operation. */
export const jsonAction = (target: string | null) => target?.split('.')[1] ?? ''

/** Flat, as the Query services write them: `Queries.1.Metric.Name`. What is no JSON holds none of them. */
export function jsonValues(body: string): Map<string, string> {
  try {
    return new Map(flat('', JSON.parse(body)))
  } catch {
    return new Map()
  }
}

function flat(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]]
  const inside = Array.isArray(value) ? value.map((item, index) => [index + 1, item]) : Object.entries(value)
  return inside.flatMap(([key, inner]) => flat(name ? `${name}.${key}` : `${key}`, inner))
}

function plain(value: XmlValue): unknown {
  if (value instanceof XmlList) return value.values.map(plain)
  if (value instanceof Date) return value.getTime() / 1000
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
}
