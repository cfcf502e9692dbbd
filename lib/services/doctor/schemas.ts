import 'server-only'
import { z } from 'zod'
import { targetFields } from '@/lib/grants/target-fields'
import { LIVE_CHECKS } from '@/lib/services/doctor/check-answer'

const arn = z
  .string()
  .regex(/^arn:[\w-]+:(iam|sts)::\d{12}:\S+$/, 'This is not the ARN of a user, a role or a session.')
  .max(2_048)

export const checkConnectionInput = z.strictObject({
  ...targetFields,
  check: z.enum(LIVE_CHECKS),
  databaseUser: z.string().min(1).max(128).nullable(),
  principalArn: arn.nullable(),
  callerArn: arn.nullable(),
})
