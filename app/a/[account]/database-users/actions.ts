'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyUserChange } from '@/lib/services/databases/apply-user-change'
import { applyUserChanges } from '@/lib/services/databases/apply-user-changes'
import { applyUserChangeInput, applyUserChangesInput } from '@/lib/services/databases/schemas'

export const applyUserChangeAction = defineAction({
  schema: applyUserChangeInput,
  run: applyUserChange,
  refreshes: true,
})

/** Several users in one change, each with an entry of its own. */
export const applyUserChangesAction = defineAction({
  schema: applyUserChangesInput,
  run: applyUserChanges,
  refreshes: true,
})
