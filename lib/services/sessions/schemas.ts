import 'server-only'
import { z } from 'zod'
import { personName } from '@/lib/operator/person-name'

export const endSessionInput = z.object({ id: z.uuid('This is not a session.') })

export const renameInput = z.object({
  name: z.string().transform((given, ctx) => {
    const { name, problem } = personName(given)
    if (name !== null) return name
    ctx.addIssue(problem)
    return z.NEVER
  }),
})
