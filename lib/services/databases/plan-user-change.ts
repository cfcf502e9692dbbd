import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import { previewUserChange, type UserChangePreview } from '@/lib/services/databases/preview-user-change'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'

/** What making or changing a database user would do; nothing is written. */
export async function planUserChange(context: Context, question: UserQuestion): Promise<UserChangePreview> {
  assertCan(context, 'read')
  return previewUserChange(context, question)
}
