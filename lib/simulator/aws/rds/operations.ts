import type { Operations } from '@/lib/simulator/aws/call'
import { describeClusters } from '@/lib/simulator/aws/rds/describe-clusters'
import { describeInstances } from '@/lib/simulator/aws/rds/describe-instances'
import { describeProxies } from '@/lib/simulator/aws/rds/describe-proxies'

export const rdsOperations: Operations = { ...describeInstances, ...describeClusters, ...describeProxies }
