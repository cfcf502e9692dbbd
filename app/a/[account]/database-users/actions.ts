'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyUserChange } from '@/lib/services/databases/apply-user-change'
import { applyUserChangeInput } from '@/lib/services/databases/schemas'

export const applyUserChangeAction = defineAction({
  schema: applyUserChangeInput,
  run: applyUserChange,
  refreshes: true,
})
