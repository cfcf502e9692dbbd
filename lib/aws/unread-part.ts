import 'server-only'
import type { Part } from '@/lib/access/part'
import type { AppError } from '@/lib/errors'

/** What a failed call leaves of a part: a refusal names the missing action, everything else may pass. */
export function unreadPart({ code, message, answer, missingAction }: AppError, at: string): Part {
  const why = { message, answer, missingAction, at }
  return code === 'accessDenied' ? { state: 'refused', why } : { state: 'failed', why }
}
