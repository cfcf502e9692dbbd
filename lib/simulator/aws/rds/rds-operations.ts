import type { Operations } from '@/lib/simulator/aws/call'
import { describeClusters } from '@/lib/simulator/aws/rds/describe-clusters'
import { describeHistory } from '@/lib/simulator/aws/rds/describe-history'
import { describeInstances } from '@/lib/simulator/aws/rds/describe-instances'
import { describeOffers } from '@/lib/simulator/aws/rds/describe-offers'
import { describeParameters } from '@/lib/simulator/aws/rds/describe-parameters'
import { describeProxies } from '@/lib/simulator/aws/rds/describe-proxies'
import { modifyCluster } from '@/lib/simulator/aws/rds/modify-cluster'
import { modifyInstance } from '@/lib/simulator/aws/rds/modify-instance'
import { tags } from '@/lib/simulator/aws/rds/rds-tags'

export const rdsOperations: Operations = {
  ...describeInstances,
  ...describeClusters,
  ...describeProxies,
  ...describeOffers,
  ...describeParameters,
  ...describeHistory,
  ...modifyInstance,
  ...modifyCluster,
  ...tags,
}
