'use server'
import { z } from 'zod'
import { ACCOUNT_NAME } from '@/lib/account-name'
import { defineAction } from '@/lib/actions/define-action'
import { mintToken } from '@/lib/services/tokens/mint-token'
import { testConnection } from '@/lib/services/tokens/test-connection'

const question = {
  accountId: z.string().regex(ACCOUNT_NAME, 'This is not an account.'),
  region: z.string().min(1).max(40),
  resourceId: z.string().regex(/^(db|cluster|prx)-[A-Za-z0-9]+$/, 'This is not a resource id.'),
  databaseUser: z.string().min(1, 'Choose a database user.').max(128),
  signAs: z.string().min(1).max(2048),
}

export const issueTokenAction = defineAction({
  schema: z.object({ ...question, reason: z.string().max(500, 'Keep the reason under 500 characters.') }),
  run: mintToken,
})

export const testConnectionAction = defineAction({ schema: z.object(question), run: testConnection })
