import 'server-only'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { AppError } from '@/lib/errors'

/** The service takes no larger page. */
export const PAGE_SIZE = 20

/** The sentence of a refusal that no IAM policy of ours can lift: the organisation itself does not show it to this account. */
const NOT_SHOWN =
  'AWS shows organisation policies only to the management account and to delegated administrators, and the account that asks is neither.'

/**
 * Refusals come in two kinds. IAM names the action that is missing; Organizations says "You don't have permissions to
 * access this resource" to a member account, whatever IAM allows it. The second names no missing action.
 */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'accessDenied') return error
  const message = error.cause instanceof Error ? error.cause.message : ''
  if (/not authorized to perform/.test(message)) return error
  return new AppError('accessDenied', NOT_SHOWN, { answer: error.answer ?? message, cause: error.cause })
}

/** One call of Organizations with all its pages; an empty page may have more behind it, so only NextToken ends it. */
export async function askOrganizations<T>(
  account: Account,
  { action, doing }: { action: string; doing: string },
  send: () => Promise<T>,
): Promise<T> {
  try {
    return await callAws(account, { action: `organizations:${action}`, doing }, send)
  } catch (error) {
    throw inOurWords(error)
  }
}
