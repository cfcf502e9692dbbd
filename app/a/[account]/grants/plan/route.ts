import { sentJson } from '@/app/a/[account]/database-users/sent-json'
import { SHOWN_CHANGES } from '@/components/effect-table'
import { readPage } from '@/lib/actions/read-page'
import { jsonAnswer } from '@/lib/actions/route-answer'
import { AppError } from '@/lib/errors'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { planGrantInput } from '@/lib/services/grants/schemas'

/** What a grant would do, in JSON. POST, since a policy that somebody wrote is too long for an address. */
export async function POST(request: Request): Promise<Response> {
  const question = planGrantInput.safeParse(await sentJson(request))
  return jsonAnswer(
    await readPage(async context => {
      if (!question.success)
        throw new AppError('invalid', 'This is no grant that can be planned. Nothing changed.')
      const plan = await planGrant(context, question.data)
      // A wide text may change many thousand cells, and this is asked while somebody types.
      return { ...plan, effect: plan.effect.slice(0, SHOWN_CHANGES) }
    }),
  )
}
