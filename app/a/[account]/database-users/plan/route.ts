import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { planUserChange } from '@/lib/services/databases/plan-user-change'
import { planUserChangeInput } from '@/lib/services/databases/schemas'
import { sentJson } from '../sent-json'

/** What a change of a database user would do, in JSON. POST, since it signs in to the database to look. */
export async function POST(request: Request): Promise<Response> {
  const question = planUserChangeInput.safeParse(await sentJson(request))
  return jsonAnswer(
    await readPage(async context => {
      if (question.success) return planUserChange(context, question.data)
      throw new AppError('invalid', 'This is no change of a database user. Nothing changed.')
    }),
  )
}
