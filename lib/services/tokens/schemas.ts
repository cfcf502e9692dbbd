import 'server-only'
import { z } from 'zod'
import { MFA_CODE, MFA_CODE_WORDS } from '@/lib/connect/device-code'
import { targetFields } from '@/lib/grants/target-fields'
import { MOST_REASON } from '@/lib/most-reason'

export const testConnectionInput = z.object({
  ...targetFields,
  databaseUser: z.string().min(1, 'Choose a database user.').max(128),
  signAs: z.string().min(1).max(2048),
  /** One of the endpoints of the target by its id, never a host; absent: the main one. */
  endpoint: z.string().min(1).max(300).optional(),
  /** Both or neither; as STS takes them (STS API Reference, GetSessionToken). */
  serialNumber: z
    .string()
    .trim()
    .regex(/^[\w+=/:,.@-]{9,256}$/, 'The ARN of the MFA device, or the number on its back.')
    .optional(),
  tokenCode: z.string().trim().regex(MFA_CODE, MFA_CODE_WORDS).optional(),
})

export const mintTokenInput = testConnectionInput.extend({
  reason: z.string().max(MOST_REASON, `Keep the reason under ${MOST_REASON} characters.`),
})
