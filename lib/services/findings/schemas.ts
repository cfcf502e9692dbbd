import 'server-only'
import { z } from 'zod'
import { digest, listField, reason } from '@/lib/services/account/input-fields'
import { FIXED_TOGETHER } from '@/lib/services/findings/work-out-fixes'

const findingId = z.string().min(1).max(4096)
const fixId = z.string().min(1).max(200)

export const applyFixInput = z.object({ findingId, fixId, digest, reason })

export const applyFixesInput = z.object({
  rule: z.string().min(1).max(200),
  fixId,
  findingIds: listField(findingId).pipe(z.array(z.string()).min(1).max(FIXED_TOGETHER)),
  digest,
  reason,
})

export const suppressFindingInput = z.object({
  findingId,
  /** Empty: until somebody shows it again. */
  until: z.preprocess(day => (day === '' ? null : day), z.iso.date('Choose a day.').nullable()),
  reason,
})

export const simulateFindingInput = z.object({ findingId })
