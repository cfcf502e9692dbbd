import { z } from 'zod'
import { targetFields } from '../target-fields'
import { type RemovalWish, WAY_IDS } from './removal-wish'

/** The form of a wish that comes over the wire: the way is named, for it is what was looked at. */
export const removalSchema: z.ZodType<RemovalWish> = z.object({
  principalArn: z
    .string()
    .max(2048)
    .regex(/^arn:[\w-]+:iam::\d{12}:(user|role)\/.+$/, 'This is not the ARN of a user or role.'),
  ...targetFields,
  databaseUser: z.string().min(1).max(256),
  way: z.enum(WAY_IDS),
})
