import 'server-only'
import { assertCan } from '@/lib/operator/operator'
import type { Context } from '@/lib/services/context'
import { previewUserChange } from '@/lib/services/databases/preview-user-change'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'

/** A plan as a file, for whoever runs it by hand. */
export async function userScript(
  context: Context,
  question: UserQuestion,
): Promise<{ name: string; text: string }> {
  assertCan(context, 'read')
  const { plan } = await previewUserChange(context, question)
  const { target, intent } = plan
  const words = [target.name, intent.kind, intent.user.name].map(word => word.replaceAll(/[^\w.-]+/g, '_'))
  return { name: `${words.join('-')}.sql`, text: plan.script }
}
