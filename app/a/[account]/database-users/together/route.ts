import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { planUserChanges } from '@/lib/services/databases/plan-user-changes'
import { planUserChangesInput } from '@/lib/services/databases/schemas'
import { sentJson } from '../sent-json'

/** One plan for several users, in JSON. POST, since it signs in to each database to look. */
export async function POST(request: Request): Promise<Response> {
  const question = planUserChangesInput.safeParse(await sentJson(request))
  return jsonAnswer(
    await readPage(async context => {
      if (question.success) return planUserChanges(context, question.data)
      throw new AppError('invalid', 'This is no change of database users. Nothing changed.')
    }),
  )
}
