'use server'
import { refresh } from 'next/cache'
import { z } from 'zod'
import { ACCOUNT_NAME } from '@/lib/account-name'
import { defineAction, jsonField } from '@/lib/actions/define-action'
import { scanDatabase } from '@/lib/services/databases/scan-database'
import { checkWithAws } from '@/lib/services/targets/check-with-aws'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { tryWithout } from '@/lib/services/targets/try-without'

const target = {
  accountId: z.string().regex(ACCOUNT_NAME),
  region: z.string().min(1).max(40),
  resourceId: z.string().regex(/^(db|cluster|prx)-[A-Za-z0-9]+$/),
}

export const setIamAuthAction = defineAction({
  schema: z.object({
    ...target,
    desired: z.enum(['on', 'off']),
    when: z.enum(['now', 'window']),
    digest: z.string().min(1),
    reason: z.string().trim().min(3, 'Say why, in a few words: it is kept in Activity.').max(500),
    acceptRestart: z
      .literal('yes')
      .optional()
      .transform(value => value === 'yes'),
  }),
  run: async (context, input) => {
    const done = await setIamAuth(context, input)
    refresh()
    return done
  },
})

const cell = {
  ...target,
  principalArn: z.string().startsWith('arn:'),
  databaseUser: z.string().min(1),
}

export const simulateCellAction = defineAction({
  schema: z.object(cell),
  run: async (context, input) => {
    const answer = await simulateCell(context, input)
    refresh()
    return answer
  },
})

/** Writes nothing: it works out what would differ. */
export const tryWithoutAction = defineAction({
  schema: z.object({
    ...cell,
    policyId: z.string().startsWith('arn:').max(2_048),
    statementIndex: z.coerce.number().int().min(0).max(10_000),
  }),
  run: tryWithout,
})

export const checkWithAwsAction = defineAction({
  schema: z.object({
    ...target,
    principals: jsonField(z.array(z.string().startsWith('arn:').max(2048)).min(1).max(10)),
  }),
  run: checkWithAws,
})

export const scanDatabaseAction = defineAction({
  schema: z.object(target),
  run: async (context, input) => {
    const scan = await scanDatabase(context, input)
    refresh()
    return { users: scan.users.length, scannedAt: scan.scannedAt }
  },
})
