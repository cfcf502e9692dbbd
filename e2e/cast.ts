import { ID } from '@/lib/simulator/world/cast-ids'

const ACCOUNT = '111122223333'

/** Addresses and ARNs of the cast; lib/simulator/README.md tells who they are. */
export const TARGETS = {
  ordersProd: { name: 'orders-prod', region: 'us-east-1', resourceId: ID.ordersProd },
  inventoryStaging: { name: 'inventory-staging', region: 'us-east-1', resourceId: ID.inventoryStaging },
  billingProd: { name: 'billing-prod', region: 'us-east-1', resourceId: ID.billingProd },
  analyticsDw: { name: 'analytics-dw', region: 'us-east-1', resourceId: ID.analyticsDw },
  catalogProd: { name: 'catalog-prod', region: 'us-east-1', resourceId: ID.catalogProd },
  fraudScoring: { name: 'fraud-scoring-prod', region: 'us-east-1', resourceId: ID.fraudScoring },
  identityProd: { name: 'identity-prod', region: 'us-east-1', resourceId: ID.identityProd },
  ledgerProd: { name: 'ledger-prod', region: 'us-east-1', resourceId: ID.ledgerProd },
  checkoutProxy: { name: 'checkout-proxy', region: 'us-east-1', resourceId: ID.checkoutProxy },
  ordersReplica: { name: 'orders-replica', region: 'us-west-2', resourceId: ID.ordersReplica },
} as const

export interface TargetOfCast {
  name: string
  region: string
  resourceId: string
}

export const addressOf = ({ region, resourceId }: TargetOfCast) =>
  `/a/${ACCOUNT}/targets/${region}/${resourceId}`

export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`
