import 'server-only'
import { z } from 'zod'
import { intentSchema } from '@/lib/grants/intent-schema'
import { removalSchema } from '@/lib/grants/removal/removal-schema'
import { digest, jsonField, reason } from '@/lib/services/account/input-fields'
import { userQuestion } from '@/lib/services/databases/schemas'

export const planGrantInput = z.object({
  intent: intentSchema,
  users: z.array(userQuestion).max(20).optional(),
})

export const applyGrantInput = z.object({
  intent: jsonField(intentSchema),
  /** Users that are made, or made ready, with it. */
  users: jsonField(z.array(userQuestion).max(20)).optional(),
  digest,
  reason,
})

export const applyRemovalInput = z.object({ wish: jsonField(removalSchema), digest, reason })
