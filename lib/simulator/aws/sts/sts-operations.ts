import type { Operations } from '@/lib/simulator/aws/call'
import { assumeRole } from '@/lib/simulator/aws/sts/assume-role'
import { getCallerIdentity } from '@/lib/simulator/aws/sts/get-caller-identity'

export const stsOperations: Operations = { ...getCallerIdentity, ...assumeRole }
