import { validateDocument } from '@/lib/iam/index'
import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Call } from '@/lib/simulator/aws/call'

const REQUEST_LIMIT = 131_072

/** The characters that IAM stores: tab, line ends and U+0020 to U+00FF. */
const ALLOWED = /^[\t\n\r\u0020-\u00ff]*$/

export function readDocument(call: Call): string {
  const { parameters } = call
  const text = parameters.required('PolicyDocument')
  if (text.length > REQUEST_LIMIT) {
    throw parameters.invalid(
      'PolicyDocument',
      text,
      `Member must have length less than or equal to ${REQUEST_LIMIT}`,
    )
  }
  if (!ALLOWED.test(text)) {
    const sentence =
      'The specified value for policyDocument is invalid. It must contain only printable ASCII characters.'
    throw new AwsError('ValidationError', 400, sentence)
  }
  const issue = validateDocument(text).find(({ severity }) => severity === 'error')
  if (issue) throw new AwsError('MalformedPolicyDocument', 400, issue.message)
  return text
}

export function readPolicyName(call: Call): string {
  const { parameters } = call
  const name = parameters.required('PolicyName')
  if (name.length > 128)
    throw parameters.invalid('PolicyName', name, 'Member must have length less than or equal to 128')
  if (/^[\w+=,.@-]+$/.test(name)) return name
  const sentence =
    'The specified value for policyName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-'
  throw new AwsError('ValidationError', 400, sentence)
}
