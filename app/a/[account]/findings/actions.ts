'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyFix } from '@/lib/services/findings/apply-fix'
import { applyFixes } from '@/lib/services/findings/apply-fixes'
import {
  applyFixesInput,
  applyFixInput,
  simulateFindingInput,
  suppressFindingInput,
} from '@/lib/services/findings/schemas'
import { simulateFinding } from '@/lib/services/findings/simulate-finding'
import { suppressFinding } from '@/lib/services/findings/suppress-finding'

export const applyFixAction = defineAction({ schema: applyFixInput, run: applyFix })
export const applyFixesAction = defineAction({ schema: applyFixesInput, run: applyFixes })
export const suppressFindingAction = defineAction({ schema: suppressFindingInput, run: suppressFinding })
export const simulateFindingAction = defineAction({ schema: simulateFindingInput, run: simulateFinding })
