import 'server-only'
import type { Part } from '@/lib/access/model/part'
import type { AppError } from '@/lib/errors'

/** What a failed call leaves of a part: a refusal names the missing action, what an emulator does not know was never asked. */
export function unreadPart({ code, message, answer, missingAction }: AppError, at: string): Part {
  if (code === 'notImplemented') return { state: 'notAsked', why: message }
  const why = { message, answer, missingAction, at }
  return code === 'accessDenied' ? { state: 'refused', why } : { state: 'failed', why }
}
