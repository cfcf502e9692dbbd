import 'server-only'
import { z } from 'zod'
import { MOST_REASON } from '@/lib/most-reason'
import { digest, jsonField } from '@/lib/services/account/input-fields'
import { userQuestion } from '@/lib/services/databases/schemas'

const name = z.string().min(1).max(256)
const grantMend = z.object({ resourceId: name, databaseUser: name, to: name.nullable() })

/** Users inside servers, and grants in IAM that name them; a document is never sent. */
export const planMendsInput = z
  .object({
    changes: jsonField(z.array(userQuestion).max(50)),
    grants: jsonField(z.array(grantMend).max(50)),
  })
  .refine(({ changes, grants }) => changes.length + grants.length > 0, 'Choose what to mend.')

export const applyMendsInput = planMendsInput.and(
  z.object({ digest, reason: z.string().trim().max(MOST_REASON).default('') }),
)
