import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { checkConnection } from '@/lib/services/doctor/check-connection'
import { checkConnectionInput } from '@/lib/services/doctor/schemas'

/** Two ARNs and three names: what is longer is none of ours. */
const LONGEST = 8_192

async function questionOf(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text.length > LONGEST) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** One live check, in JSON. POST, since reading a database signs in to it, and an address would be kept in logs. */
export async function POST(request: Request): Promise<Response> {
  const question = checkConnectionInput.safeParse(await questionOf(request))
  return jsonAnswer(
    await readPage(async context => {
      if (question.success) return checkConnection(context, question.data)
      throw new AppError('invalid', 'This is no question of the connection doctor. Nothing was checked.')
    }),
  )
}
