import 'server-only'
import { AppError } from '@/lib/errors'

export function givenReason(reason: string, what: string): string {
  const trimmed = reason.trim()
  if (trimmed !== '') return trimmed
  const fields = { reason: 'Say why: it is written to Activity with your name.' }
  throw new AppError('invalid', `${what} needs a reason. Nothing changed.`, { fields })
}
