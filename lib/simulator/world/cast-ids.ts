/** Resource ids of the cast: never change, whatever the resource is called. */
export const ID = {
  ordersProd: 'db-7QK4M2XVN5RJ3HBTLWYC6DZEPA',
  billingProd: 'db-3FHDQ7ZVN2KM5XRTBWLYC4J6PE',
  inventoryStaging: 'db-N4WTX6KQ2RVM5JHBZLYC7DAPE3',
  fraudScoring: 'db-K2VQN7XMR4TJ5HBWLZYC3DAPE5',
  partnerApi: 'db-Z6NVQ3XKR5TJ2HBWLMYC7DAPE3',
  catalogProd: 'db-T5KRN2XVQ7MJ4HBWLZYC6DAPE4',
  warehouseLegacy: 'db-Y2HKN5XVQ3RJ7MBWLZTC4DAPE6',
  analyticsDw: 'cluster-5XJNT2VQ7RKM4HBZLWYCD36FZE',
  analyticsDwWriter: 'db-HQ3MXNVT5R2KJ7BZLWYC4DAPE6',
  analyticsDwReader: 'db-JW4NYPXU6S3LK2CZMXVD5EBQF7',
  ledgerProd: 'cluster-2NVQK5XMR3TJ7HBWLZYCD4Z6PE',
  identityProd: 'cluster-6HBRT4XVN2QM5KJZLWYC3DAPE4',
  checkoutProxy: 'prx-0c41f7a2b95d3e830',
  ordersReplica: 'db-V3XKN6MQR2TJ5HBWLZYC7DAPE6',
  shippingProd: 'db-M7RBN4XVQ2KJ5HZWLTYC3DDP6E',
  metricsStore: 'cluster-W7MQN5XVR3TJ2HBKLZYC4DAPE4',
  loyaltyStaging: 'db-Q4WNX7VKR2MJ5HBTLZYC6DZEP5',
  /** The orders-prod of before the blue/green switchover of 3 November; deleted since. */
  ordersProdGone: 'db-5RZTC3WNXQ2KV7MBHLYJ4D6EPA',
} as const

/** Where RDS keeps the master password of inventory-staging. */
export const INVENTORY_SECRET =
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:rds!db-4f0c6e1a-93b7-4d0e-8a55-2b7d1c9e0f36-Qx7LmZ'
