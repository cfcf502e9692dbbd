import type { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Answer } from '@/lib/simulator/aws/http-answer'
import { jsonFailure, jsonSuccess } from '@/lib/simulator/aws/json'
import { isJsonService, type QueryService, type ServiceName } from '@/lib/simulator/aws/service-name'
import { element, type XmlObject } from '@/lib/simulator/aws/xml'

const NAMESPACES: Record<QueryService, string> = {
  rds: 'http://rds.amazonaws.com/doc/2014-10-31/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
}

export function success(
  service: ServiceName,
  action: string,
  result: XmlObject | undefined,
  requestId: string,
): Answer {
  if (isJsonService(service)) return jsonSuccess(service, result)
  const inside =
    (result === undefined ? '' : element(`${action}Result`, result)) +
    element('ResponseMetadata', { RequestId: requestId })
  return xml(200, `<${action}Response xmlns="${NAMESPACES[service]}">${inside}</${action}Response>`)
}

export function failure(service: ServiceName, error: AwsError, requestId: string): Answer {
  if (isJsonService(service)) return jsonFailure(service, error)
  const type = error.status >= 500 ? 'Receiver' : 'Sender'
  const inside =
    element('Error', { Type: type, Code: error.code, Message: error.message }) +
    element('RequestId', requestId)
  return xml(error.status, `<ErrorResponse xmlns="${NAMESPACES[service]}">${inside}</ErrorResponse>`)
}

function xml(status: number, body: string): Answer {
  return { status, contentType: 'text/xml', body }
}
