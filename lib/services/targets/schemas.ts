import 'server-only'
import { z } from 'zod'
import { targetFields } from '@/lib/grants/target-fields'
import { digest, jsonField, reason } from '@/lib/services/account/input-fields'

/** A form sends a ticked box, or nothing. */
const ticked = z.preprocess(value => value === true || value === 'yes', z.boolean())

export const setIamAuthInput = z.object({
  ...targetFields,
  desired: z.enum(['on', 'off']),
  when: z.enum(['now', 'window']),
  digest,
  reason,
  acceptRestart: ticked,
  acceptCode: ticked,
})

/** More at once is nothing that a person can have looked at. */
const MOST_TOGETHER = 500

const place = z.object({ region: targetFields.region, resourceId: targetFields.resourceId })

export const applySwitchesInput = z.object({
  targets: jsonField(z.array(place.extend({ digest })).min(1).max(MOST_TOGETHER)),
  leftOut: jsonField(z.array(place).max(MOST_TOGETHER)).default([]),
  desired: z.enum(['on', 'off']),
  moment: z.enum(['now', 'window']),
  digest,
  reason,
})

export const resumeSwitchesInput = z.object({ id: z.uuid() })

const cellFields = {
  ...targetFields,
  principalArn: z.string().startsWith('arn:'),
  databaseUser: z.string().min(1),
}

export const simulateCellInput = z.object(cellFields)

export const tryWithoutInput = z.object({
  ...cellFields,
  policyId: z.string().startsWith('arn:').max(2_048),
  statementIndex: z.coerce.number().int().min(0).max(10_000),
})

export const checkWithAwsInput = z.object({
  ...targetFields,
  principals: jsonField(z.array(z.string().startsWith('arn:').max(2048)).min(1).max(10)),
})
