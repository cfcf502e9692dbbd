import 'server-only'
import { z } from 'zod'
import { digest, reason } from '@/lib/services/account/input-fields'

const auditId = z.coerce.number().int().positive()

export const applyReversalInput = z.object({
  auditId,
  kind: z.enum(['undo', 'finish', 'takeBack']),
  digest,
  reason,
})

export const leaveAsIsInput = z.object({ auditId, reason })
