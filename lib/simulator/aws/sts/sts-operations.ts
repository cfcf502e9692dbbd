import type { Operations } from '@/lib/simulator/aws/call'
import { assumeRole } from '@/lib/simulator/aws/sts/assume-role'
import { getCallerIdentity } from '@/lib/simulator/aws/sts/get-caller-identity'
import { getSessionToken } from '@/lib/simulator/aws/sts/get-session-token'

export const stsOperations: Operations = { ...getCallerIdentity, ...getSessionToken, ...assumeRole }
