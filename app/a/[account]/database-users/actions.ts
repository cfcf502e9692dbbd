'use server'
import { defineAction } from '@/lib/actions/define-action'
import { applyUserChange } from '@/lib/services/databases/apply-user-change'
import { applyUserChangeInput } from '@/lib/services/databases/schemas'
import { applyMends } from '@/lib/services/reconcile/apply-mends'
import { applyMendsInput } from '@/lib/services/reconcile/schemas'

export const applyUserChangeAction = defineAction({
  schema: applyUserChangeInput,
  run: applyUserChange,
  refreshes: true,
})

/** Both halves in one change: users inside, and policies that name them, each with an entry of its own. */
export const applyMendsAction = defineAction({
  schema: applyMendsInput,
  run: applyMends,
  refreshes: true,
})
