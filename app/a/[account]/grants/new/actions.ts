'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { applyGrantInput } from '@/lib/services/grants/schemas'

export const applyGrantAction = defineAction({ schema: applyGrantInput, run: applyGrant })
