import { mysql, type Open, postgres } from './open-target'
import { catalog } from './schemas/catalog-schema'
import { inventory } from './schemas/inventory-schema'
import { orders } from './schemas/orders-schema'

/** The targets whose endpoint really answers. */
export const LIVE: Readonly<Record<string, Open>> = {
  'orders-prod': postgres(orders),
  'inventory-staging': postgres(inventory),
  'catalog-prod': mysql(catalog),
}
