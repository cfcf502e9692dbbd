import { cache } from 'react'
import { readPage } from '@/lib/actions/read-page'
import { getTarget } from '@/lib/services/targets/get-target'

/** Layout and tab ask for the same target: it is read once per request. */
export const readTarget = cache((region: string, resourceId: string) =>
  readPage(async context => ({
    ...(await getTarget(context, { region, resourceId })),
    capabilities: context.actor.capabilities,
  })),
)
