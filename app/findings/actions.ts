'use server'
import { z } from 'zod'
import { defineAction } from '@/lib/actions/define-action'
import { applyFix } from '@/lib/services/apply-fix'
import { simulateFinding } from '@/lib/services/simulate-finding'
import { suppressFinding } from '@/lib/services/suppress-finding'

const reason = z.string().trim().min(3, 'Say why, in a few words: it is kept in Activity.').max(500)
const findingId = z.string().min(1).max(4096)

export const applyFixAction = defineAction({
  schema: z.object({
    findingId,
    fixId: z.string().min(1).max(200),
    digest: z.string().min(1).max(128),
    reason,
  }),
  run: applyFix,
})

export const suppressFindingAction = defineAction({
  schema: z.object({
    findingId,
    until: z
      .string()
      .transform(text => text || null)
      .pipe(z.iso.date('Choose a day.').nullable()),
    reason,
  }),
  run: suppressFinding,
})

export const simulateFindingAction = defineAction({ schema: z.object({ findingId }), run: simulateFinding })
