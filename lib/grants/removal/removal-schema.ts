import { z } from 'zod'
import { ACCOUNT_NAME } from '@/lib/account-name'
import { type RemovalWish, WAY_IDS } from './removal-wish'

/** The form of a wish that comes over the wire: the way is named, for it is what was looked at. */
export const removalSchema: z.ZodType<RemovalWish> = z.object({
  principalArn: z
    .string()
    .max(2048)
    .regex(/^arn:[\w-]+:iam::\d{12}:(user|role)\/.+$/, 'This is not the ARN of a user or role.'),
  accountId: z.string().regex(ACCOUNT_NAME, 'This is not an account.'),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, 'This is not a region.'),
  resourceId: z.string().regex(/^(db|cluster|prx)-[A-Za-z0-9]+$/, 'This is not a resource id.'),
  databaseUser: z.string().min(1).max(256),
  way: z.enum(WAY_IDS),
})
