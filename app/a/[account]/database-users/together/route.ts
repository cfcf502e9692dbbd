import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { planMends } from '@/lib/services/reconcile/plan-mends'
import { planMendsInput } from '@/lib/services/reconcile/schemas'
import { sentJson } from '../sent-json'

/** One plan for several users and the policies that name them, in JSON. POST, since it signs in to each database to look. */
export async function POST(request: Request): Promise<Response> {
  const question = planMendsInput.safeParse(await sentJson(request))
  return jsonAnswer(
    await readPage(async context => {
      if (question.success) return planMends(context, question.data)
      throw new AppError('invalid', 'This is no change of database users. Nothing changed.')
    }),
  )
}
