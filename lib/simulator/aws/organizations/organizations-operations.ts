import type { Operations } from '@/lib/simulator/aws/call'
import { describe } from '@/lib/simulator/aws/organizations/describe'
import { list } from '@/lib/simulator/aws/organizations/list'

export const organizationsOperations: Operations = { ...describe, ...list }
