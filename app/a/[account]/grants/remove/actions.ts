'use server'
import { z } from 'zod'
import { defineAction, jsonField } from '@/lib/actions/define-action'
import { removalSchema } from '@/lib/grants/removal/removal-schema'
import { applyRemoval } from '@/lib/services/grants/apply-removal'

export const applyRemovalAction = defineAction({
  schema: z.object({
    wish: jsonField(removalSchema),
    digest: z.string().min(1).max(128),
    reason: z.string().trim().min(3, 'Say why, in a few words: it is kept in Activity.').max(500),
  }),
  run: applyRemoval,
})
