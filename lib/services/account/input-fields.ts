import 'server-only'
import { z } from 'zod'
import { MOST_REASON } from '@/lib/most-reason'

/** What verbs ask alike. The schemas take what a form sends, a line of text for each field, and what JSON says outright. */
export const reason = z
  .string()
  .trim()
  .min(3, 'Say why, in a few words: it is kept in Activity.')
  .max(MOST_REASON)
/** Of the plan that was shown: what is done is what was seen, or a conflict. */
export const digest = z.string().min(1).max(128)
export const noInput = z.object({})

/** A value, or a form field that holds it as JSON. */
export function jsonField<S extends z.ZodType>(schema: S) {
  return z
    .unknown()
    .transform((value, ctx): unknown => {
      if (typeof value !== 'string') return value
      try {
        return JSON.parse(value)
      } catch {
        ctx.addIssue('This is not JSON.')
        return z.NEVER
      }
    })
    .pipe(schema)
}

/** A list, or a form field that may come once, often or not at all. */
export function listField<S extends z.ZodType>(item: S) {
  return z.preprocess(
    value => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  )
}
