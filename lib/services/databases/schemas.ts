import 'server-only'
import { z } from 'zod'
import { targetFields } from '@/lib/grants/target-fields'

export const scanDatabaseInput = z.object(targetFields)

/** A large server's answer; more than that is no answer of the query. */
const LONGEST_PASTE = 8_000_000

export const pastedScanInput = z.object({
  ...targetFields,
  text: z.string().max(LONGEST_PASTE, 'This is longer than any answer of the query.'),
  confirmed: z
    .literal('yes')
    .optional()
    .transform(value => value === 'yes'),
})
