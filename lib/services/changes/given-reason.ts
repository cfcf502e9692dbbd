import 'server-only'
import { AppError } from '@/lib/errors'

export function givenReason(reason: string, what: string): string {
  const given = reason.trim()
  if (given !== '') return given
  const fields = { reason: 'Say why: it is written to Activity with your name.' }
  throw new AppError('invalid', `${what} needs a reason. Nothing changed.`, { fields })
}
