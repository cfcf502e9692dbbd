import { type DocumentKind, type PolicyIssue, validateDocument } from '@/lib/iam/index'
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
  checkDocument(text)
  return text
}

export function checkDocument(text: string, kind: DocumentKind = 'identity'): void {
  const issue = validateDocument(text, kind).find(({ severity }) => severity === 'error')
  if (issue) throw malformed(sentenceOf(issue, text))
}

/** Managed policies must name the present language; inline ones may still be written in the old one. */
export function readManagedDocument(call: Call): string {
  const text = readDocument(call)
  checkDocument(text, 'managed')
  return text
}

const OLD_VERSION = 'Policy document must be version 2012-10-17 or greater.'

/** IAM says little about grammar; about a single value it says what is wrong with it. */
function sentenceOf(issue: PolicyIssue, text: string): string {
  if (!isJson(text)) return 'This policy contains invalid Json'
  if (issue.path === 'Version') return OLD_VERSION
  return issue.path === '' ? 'Syntax errors in policy.' : issue.message
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function malformed(sentence: string): AwsError {
  return new AwsError('MalformedPolicyDocument', 400, sentence)
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
