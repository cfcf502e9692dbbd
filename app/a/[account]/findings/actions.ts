'use server'
import { z } from 'zod'
import { defineAction, listField } from '@/lib/actions/define-action'
import { applyFix } from '@/lib/services/findings/apply-fix'
import { applyFixes } from '@/lib/services/findings/apply-fixes'
import { simulateFinding } from '@/lib/services/findings/simulate-finding'
import { suppressFinding } from '@/lib/services/findings/suppress-finding'
import { FIXED_TOGETHER } from '@/lib/services/findings/work-out-fixes'

const reason = z.string().trim().min(3, 'Say why, in a few words: it is kept in Activity.').max(500)
const findingId = z.string().min(1).max(4096)

const fixId = z.string().min(1).max(200)
const digest = z.string().min(1).max(128)

export const applyFixAction = defineAction({
  schema: z.object({ findingId, fixId, digest, reason }),
  run: applyFix,
})

export const applyFixesAction = defineAction({
  schema: z.object({
    rule: z.string().min(1).max(200),
    fixId,
    findingIds: listField(findingId).pipe(z.array(z.string()).min(1).max(FIXED_TOGETHER)),
    digest,
    reason,
  }),
  run: applyFixes,
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
