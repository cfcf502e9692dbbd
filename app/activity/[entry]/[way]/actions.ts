'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { leaveAsIs } from '@/lib/services/reversals/leave-as-is'
import { applyReversalInput, leaveAsIsInput } from '@/lib/services/reversals/schemas'

export const applyReversalAction = defineAction({ schema: applyReversalInput, run: applyReversal })
export const leaveAsIsAction = defineAction({ schema: leaveAsIsInput, run: leaveAsIs })
