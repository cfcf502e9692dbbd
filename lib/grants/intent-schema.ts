import { z } from 'zod'
import type { GrantIntent } from './intent'
import { targetFields } from './target-fields'
import { LONGEST_DOCUMENT } from './written/check-grammar'

const arn = z
  .string()
  .max(2048)
  .regex(/^arn:[\w-]+:iam::\d{12}:(user|role|group)\/.+$/, 'This is not the ARN of a user, role or group.')
const policyArn = z
  .string()
  .max(2048)
  .regex(/^arn:[\w-]+:iam::(\d{12}|aws):policy\/.+$/, 'This is not the ARN of a managed policy.')
const policyName = z.string().max(128)

const placement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('inline'), policyName }),
  z.object({ kind: z.literal('newManaged'), policyName, path: z.string().max(512).optional() }),
  z.object({ kind: z.literal('existingManaged'), policyArn }),
])

/** The form of an intent that comes over the wire; whether it makes sense is `planGrant`'s question. */
export const intentSchema: z.ZodType<GrantIntent> = z.object({
  principals: z.array(arn).max(50),
  connections: z
    .array(
      z.object({
        ...targetFields,
        databaseUsers: z.array(z.string().min(1).max(128)).max(100),
      }),
    )
    .max(50),
  placement,
  document: z.string().max(LONGEST_DOCUMENT, 'The text is longer than AWS takes.').optional(),
})
