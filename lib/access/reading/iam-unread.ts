import type { AccountReading } from '@/lib/access/model/inventory'
import { failureOf, type Part } from '@/lib/access/model/part'
import { AppError, type AppErrorCode } from '@/lib/errors'

const CODES: Partial<Record<Part['state'], AppErrorCode>> = { refused: 'accessDenied' }

/** Where users, roles and policies were never read, nobody is known to connect, and nobody is known not to. */
export function iamUnread({ parts: { iam } }: AccountReading): AppError {
  const code = CODES[iam.state] ?? 'unavailable'
  const why = failureOf(iam)
  if (!why) {
    const soFar = iam.state === 'reading' ? iam.soFar : null
    const message = 'Who can connect is not known yet: users, roles and policies are being read.'
    return new AppError(code, message, { unread: { triedAt: null, soFar } })
  }
  const { message, answer, missingAction, at } = why
  return new AppError(code, `Who can connect is not known. ${message}`, {
    unread: { triedAt: at, soFar: null },
    ...(answer ? { answer } : {}),
    ...(missingAction ? { missingAction } : {}),
  })
}
