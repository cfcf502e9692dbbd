import { z } from 'zod'
import { REGION_NAME } from '@/lib/access/model/region-name'
import { ACCOUNT_NAME } from '@/lib/account-name'

/** How a target is named over the wire. */
export const targetFields = {
  accountId: z.string().regex(ACCOUNT_NAME, 'This is not an account.'),
  region: z.string().regex(new RegExp(`^${REGION_NAME.source}$`), 'This is not a region.'),
  resourceId: z.string().regex(/^(db|cluster|prx)-[A-Za-z0-9]+$/, 'This is not a resource id.'),
}
