import { cache } from 'react'
import { readPage } from '@/lib/actions/read-page'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { getTarget } from '@/lib/services/targets/get-target'

export type TargetParams = Promise<{ account: string; region: string; resourceId: string }>

/** The target that an address names. */
export async function refOf(params: TargetParams): Promise<TargetRef> {
  const { account, region, resourceId } = await params
  return { accountId: account, region, resourceId }
}

const readOnce = cache((accountId: string, region: string, resourceId: string) =>
  readPage(async context => ({
    ...(await getTarget(context, { accountId, region, resourceId })),
    capabilities: context.actor.capabilities,
  })),
)

/** Layout and tab ask for the same target: it is read once per request. */
export const readTarget = ({ accountId, region, resourceId }: TargetRef) =>
  readOnce(accountId, region, resourceId)
