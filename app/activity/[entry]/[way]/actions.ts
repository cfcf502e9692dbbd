'use server'
import { z } from 'zod'
import { defineAction } from '@/lib/actions/define-action'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { leaveAsIs } from '@/lib/services/reversals/leave-as-is'

const auditId = z.coerce.number().int().positive()
const reason = z.string().trim().min(3, 'Say why, in a few words: it is kept in Activity.').max(500)

export const applyReversalAction = defineAction({
  schema: z.object({
    auditId,
    kind: z.enum(['undo', 'finish', 'takeBack']),
    digest: z.string().min(1).max(128),
    reason,
  }),
  run: applyReversal,
})

export const leaveAsIsAction = defineAction({
  schema: z.object({ auditId, reason }),
  run: leaveAsIs,
})
