import { type BehindTarget, mysql, postgres } from './open-target'
import { analytics } from './schemas/analytics-schema'
import { billing } from './schemas/billing-schema'
import { catalog } from './schemas/catalog-schema'
import { inventory } from './schemas/inventory-schema'
import { orders } from './schemas/orders-schema'
import { partners } from './schemas/partners-schema'
import { shipping } from './schemas/shipping-schema'

/** The targets whose endpoint really answers. */
export const LIVE: Readonly<Record<string, BehindTarget>> = {
  'orders-prod': postgres(orders, { atOnce: true }),
  'inventory-staging': postgres(inventory, { atOnce: true }),
  'analytics-dw': postgres(analytics, { older: true }),
  'billing-prod': mysql(billing),
  'partner-api-prod': mysql(partners),
  'catalog-prod': mysql(catalog),
  'shipping-prod': mysql(shipping),
}
