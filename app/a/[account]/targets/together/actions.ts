'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applySwitches } from '@/lib/services/targets/apply-switches'
import { resumeSwitches } from '@/lib/services/targets/resume-switches'
import { applySwitchesInput, resumeSwitchesInput } from '@/lib/services/targets/schemas'

export const applySwitchesAction = defineAction({ schema: applySwitchesInput, run: applySwitches })
export const resumeSwitchesAction = defineAction({ schema: resumeSwitchesInput, run: resumeSwitches })
