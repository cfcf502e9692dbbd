'use server'
import { defineAction } from '@/lib/actions/define-action'
import { mintToken } from '@/lib/services/tokens/mint-token'
import { mintTokenInput, testConnectionInput } from '@/lib/services/tokens/schemas'
import { testConnection } from '@/lib/services/tokens/test-connection'

export const issueTokenAction = defineAction({ schema: mintTokenInput, run: mintToken })
export const testConnectionAction = defineAction({ schema: testConnectionInput, run: testConnection })
