import type { Inventory } from '@/lib/access/model/inventory'
import { dateOf } from '@/lib/access/model/part'
import { AppError } from '@/lib/errors'
import { formatClock, formatDay } from '@/lib/format'

/** Who is not there may have been deleted only if users and roles were read now; among older ones it is just not known. */
export function principalMissing(arn: string, { parts: { iam }, readAt }: Inventory): AppError {
  const at = dateOf(iam) ?? readAt
  const asRead = `in the account as read on ${formatDay(at)} at ${formatClock(at)} UTC`
  if (iam.state === 'read') {
    const message = `${arn} is not ${asRead}. It may have been deleted, or it lives in another account.`
    return new AppError('notFound', message)
  }
  const message = `${arn} was not ${asRead}. Users, roles and groups could not be read again since, so whether it exists now is not known.`
  return new AppError('unavailable', message)
}
