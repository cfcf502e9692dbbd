'use server'
import { z } from 'zod'
import { defineAction, jsonField } from '@/lib/actions/define-action'
import { intentSchema } from '@/lib/grants/intent-schema'
import { applyGrant } from '@/lib/services/grants/apply-grant'

export const applyGrantAction = defineAction({
  schema: z.object({
    intent: jsonField(intentSchema),
    digest: z.string().min(1).max(128),
    reason: z.string().trim().min(3, 'Say why, in a few words: it is kept in Activity.').max(500),
  }),
  run: applyGrant,
})
