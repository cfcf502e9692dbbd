import 'server-only'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { stsClient } from '@/lib/aws/clients'
import { settings } from '@/lib/config/env'
import { ALWAYS_ENABLED, isOptIn, OPT_IN } from '@/lib/config/region-lists'

export interface RegionToRead {
  region: string
  /** A refusal of valid credentials means that the account has not opted in. */
  optIn: boolean
  /** Asked for by its name, not as part of "all". */
  named: boolean
}

async function sdkRegion(account: Account): Promise<string> {
  const call = { action: 'sts:GetCallerIdentity', doing: 'find its region' }
  return callAws(account, call, () => stsClient(account).config.region())
}

export async function regionsToRead(account: Account, partition: string): Promise<RegionToRead[]> {
  const { regions } = settings()
  if (regions !== 'all') {
    const named = regions.length > 0 ? regions : [await sdkRegion(account)]
    return named.map(region => ({ region, optIn: isOptIn(region), named: true }))
  }
  return [
    ...(ALWAYS_ENABLED[partition] ?? []).map(region => ({ region, optIn: false, named: false })),
    ...(OPT_IN[partition] ?? []).map(region => ({ region, optIn: true, named: false })),
  ]
}
