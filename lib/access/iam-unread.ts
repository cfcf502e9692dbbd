import { AppError, type AppErrorCode } from '@/lib/errors'
import type { AccountReading } from './inventory'
import { failureOf, type Part } from './part'

const CODES: Partial<Record<Part['state'], AppErrorCode>> = { refused: 'accessDenied' }

/** Where users, roles and policies were never read, nobody is known to connect, and nobody is known not to. */
export function iamUnread({ parts: { iam } }: AccountReading): AppError {
  const code = CODES[iam.state] ?? 'unavailable'
  const why = failureOf(iam)
  if (!why) {
    return new AppError(code, 'Who can connect is not known yet: users, roles and policies are being read.')
  }
  const { message, answer, missingAction } = why
  return new AppError(code, `Who can connect is not known. ${message}`, {
    ...(answer ? { answer } : {}),
    ...(missingAction ? { missingAction } : {}),
  })
}
