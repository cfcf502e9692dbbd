import type { Operations } from '@/lib/simulator/aws/call'
import { getAccountAuthorizationDetails } from '@/lib/simulator/aws/iam/get-account-authorization-details'

export const iamOperations: Operations = { ...getAccountAuthorizationDetails }
