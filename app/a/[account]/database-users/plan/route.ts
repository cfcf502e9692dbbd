import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { planUserChange } from '@/lib/services/databases/plan-user-change'
import { planUserChangeInput } from '@/lib/services/databases/schemas'

/** Two hundred schemas and tables with long names. */
const LONGEST = 262_144

async function questionOf(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > LONGEST) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What a change of a database user would do, in JSON. POST, since it signs in to the database to look. */
export async function POST(request: Request): Promise<Response> {
  const question = planUserChangeInput.safeParse(await questionOf(request))
  return jsonAnswer(
    await readPage(async context => {
      if (question.success) return planUserChange(context, question.data)
      throw new AppError('invalid', 'This is no change of a database user. Nothing changed.')
    }),
  )
}
