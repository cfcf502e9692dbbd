'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyRemoval } from '@/lib/services/grants/apply-removal'
import { applyRemovalInput } from '@/lib/services/grants/schemas'

export const applyRemovalAction = defineAction({ schema: applyRemovalInput, run: applyRemoval })
