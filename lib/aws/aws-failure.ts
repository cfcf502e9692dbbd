import 'server-only'
import type { Account } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { clockInWords } from '@/lib/aws/clock'
import { type ConnectionFailure, connectionFailure, foreignAnswer } from '@/lib/aws/connection-failure'
import { AppError, type AppErrorCode } from '@/lib/errors'
import { metrics } from '@/lib/log/metrics'
import { redactText } from '@/lib/log/redact'

interface SdkError extends Error {
  Code?: string
  code?: string
  $metadata?: { httpStatusCode?: number; attempts?: number; requestId?: string }
  $response?: { statusCode?: number }
}

/** What we were doing, for the sentence and the missing permission. */
export interface AwsCallNames {
  /** IAM's name of the action, for example `rds:DescribeDBInstances`. */
  action: string
  /** Completes "could not …", for example `list the DB instances of eu-west-1`. */
  doing: string
}

const EXPIRED = /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired)$/
const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|ProviderError|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure|OptInRequired)/
const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|NotAuthorized)/
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|SlowDown|BandwidthLimit)/
/** AWS knows every call made here; what answers this is an emulator (common error codes: InvalidAction). */
const NOT_KNOWN =
  /^(NotImplemented|UnsupportedOperation$|UnsupportedOperationException|UnknownOperation|InvalidAction$)/

/** The first that fits. Names are the SDK's; wire codes differ (reference: IAM error table, RDS fault names). */
const CODES: [RegExp, AppErrorCode][] = [
  [DENIED, 'accessDenied'],
  [NOT_KNOWN, 'notImplemented'],
  [EXPIRED, 'noCredentials'],
  [NO_CREDENTIALS, 'noCredentials'],
  [THROTTLED, 'throttled'],
  [/(LimitExceeded|QuotaExceeded)/, 'limitExceeded'],
  [/(NoSuchEntity|NotFound)/, 'notFound'],
  [/^(EntityAlreadyExists|DeleteConflict|ConcurrentModification|EntityTemporarilyUnmodifiable)/, 'conflict'],
  [/^Invalid.*State/, 'conflict'],
  [/^(Malformed|Invalid|Validation|Unmodifiable|PolicyNotAttachable|MissingParameter)/, 'invalid'],
  [/^(ServiceFailure|InternalFailure|InternalError|ServiceUnavailable|PolicyEvaluation)/, 'unavailable'],
  [/^(TimeoutError|RequestTimeout|AbortError)/, 'unavailable'],
]

/** Credentials that have ended, not credentials that were never good. */
export function isExpiry({ answer }: AppError): boolean {
  return EXPIRED.test(answer?.split(':')[0] ?? '')
}

function appCode(error: SdkError): AppErrorCode {
  const names = [error.name, error.Code, error.code].filter(name => typeof name === 'string')
  for (const [pattern, code] of CODES) if (names.some(name => pattern.test(name))) return code
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode
  if (status === 501) return 'notImplemented'
  return status === undefined ? 'internal' : 'unavailable'
}

/** AWS calls a signature of another time expired, or wrong. */
function clockSentence(account: Account, doing: string): string | null {
  const clock = clockInWords(account)
  return (
    clock &&
    `The clock of this server is ${clock}, so AWS may refuse what it signs: it could not ${doing}. Set the clock.`
  )
}

function credentialsSentence({ name }: SdkError, doing: string): string {
  return EXPIRED.test(name)
    ? `The AWS credentials of this server have expired, so it could not ${doing}. Sign in again, for example with "aws sso login".`
    : `This server has no AWS credentials that work, so it could not ${doing}. Sign in with a profile, "aws sso login" or environment variables.`
}

function sentence(
  account: Account,
  code: AppErrorCode,
  error: SdkError,
  { action, doing }: AwsCallNames,
): string {
  switch (code) {
    case 'accessDenied':
      return `AWS did not let this server ${doing}. Add ${action} to the policy of its role.`
    case 'noCredentials':
      return clockSentence(account, doing) ?? credentialsSentence(error, doing)
    case 'throttled':
      return `AWS asks for fewer calls, so this server could not ${doing}. Wait a minute and try again.`
    case 'limitExceeded':
      return `An AWS quota is used up, so this server could not ${doing}.`
    case 'notFound':
      return `It is gone, or AWS does not show it yet: this server could not ${doing}.`
    case 'conflict':
      return `Its state in AWS does not allow this now: this server could not ${doing}. Read it again and try once more.`
    case 'invalid':
      return `AWS refused the request: this server could not ${doing}.`
    case 'notImplemented':
      return `This endpoint does not know ${action}, so this server could not ${doing}. AWS itself knows it: an emulator or a proxy answered.`
    default:
      return `AWS gave no usable answer, so this server could not ${doing}. Try again.`
  }
}

type Unreached = Pick<ConnectionFailure, 'why' | 'remedy'> & Partial<ConnectionFailure>

/** Nothing of AWS answered, or something else did. */
function unreached(error: SdkError, { action }: AwsCallNames): Unreached | null {
  const [service = ''] = action.split(':')
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode
  if (status === undefined) return connectionFailure(error, service)
  // A load balancer of AWS itself answers 5xx with a page of its own; what has a request id and is a refusal is AWS's word.
  const mayBeForeign = status < 300 || (status < 500 && !error.$metadata?.requestId)
  return mayBeForeign && isForeign(error) ? foreignAnswer(service) : null
}

/** `rds:DescribeDBInstances` out of "User: … is not authorized to perform: rds:DescribeDBInstances on …". */
function namedAction(message: string): string | null {
  return /not authorized to perform:? ([\w-]+:\w+)/.exec(message)?.[1] ?? null
}

/** A broken answer, such as a proxy's HTML page, or one that names no error and no request: a 404 is then nobody's "gone". */
function isForeign({ name, Code, message, $metadata }: SdkError): boolean {
  if ((Code ?? name) === 'Unknown') return true
  const bare = /^Unknown(Error)?$/.test(message) && !$metadata?.requestId && $metadata?.httpStatusCode !== 429
  return bare || /deserializ|unclosed|unexpected|invalid xml|<html/i.test(message)
}

const inSeconds = (text: string) =>
  text.replace(/(\d+) ?ms\b/g, (_, milliseconds) => `${Math.round(Number(milliseconds) / 100) / 10} s`)

function answerOf(code: AppErrorCode, error: SdkError, action: string): string {
  const name = error.Code ?? error.name
  if (code === 'accessDenied') return `${name} ${action}`
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode
  // A proxy's page is no text to show.
  if (isForeign(error)) return `HTTP ${status ?? 'answer'} that is not AWS's format`
  // Before it is cut: what is left of a token could no longer be told.
  return redactText(inSeconds(`${name}: ${error.message}`)).slice(0, 300)
}

/** Turns what the SDK threw into our words. The only place that knows SDK exception names. */
export function fromAws(account: Account, error: unknown, call: AwsCallNames): AppError {
  if (error instanceof AppError) return error
  const sdk: SdkError = error instanceof Error ? error : new Error(String(error))
  if (/^Region (is missing|not accepted)/.test(sdk.message)) {
    return new AppError(
      'noCredentials',
      'No AWS region is set that can be used. Set GATEHOUSE_REGIONS or AWS_REGION, such as "eu-west-1".',
      { cause: error },
    )
  }
  const nobody = unreached(sdk, call)
  const code = nobody && appCode(sdk) !== 'notImplemented' ? 'unavailable' : appCode(sdk)
  if (code === 'internal') return new AppError('internal', `Could not ${call.doing}.`, { cause: error })
  if (code === 'noCredentials') dropClients(account)
  const action = namedAction(sdk.message) ?? call.action
  const answer = nobody?.answer ?? answerOf(code, sdk, action)
  const missing = code === 'accessDenied' ? { missingAction: action } : {}
  const requestId = sdk.$metadata?.requestId
  const message =
    nobody && code === 'unavailable'
      ? `This server could not ${call.doing}: ${nobody.why}. ${nobody.remedy}`
      : sentence(account, code, sdk, { ...call, action })
  return new AppError(code, message, {
    answer,
    cause: error,
    ...(requestId ? { requestId } : {}),
    ...missing,
  })
}

/** One AWS call (with all its pages), timed, its failure in our words. */
export async function callAws<T>(account: Account, call: AwsCallNames, send: () => Promise<T>): Promise<T> {
  const stop = metrics.awsCalls.startTimer({ action: call.action })
  try {
    const answer = await send()
    stop({ outcome: 'done' })
    return answer
  } catch (error) {
    const failure = fromAws(account, error, call)
    stop({ outcome: failure.code })
    throw failure
  }
}
