import 'server-only'
import type { DBProxy } from '@aws-sdk/client-rds'
import type { Target } from '@/lib/access/model/target'
import type { FactName } from '@/lib/access/reading/region-answer'
import type { Account } from '@/lib/account'
import { fromAws } from '@/lib/aws/aws-failure'
import { inTurn } from '@/lib/aws/in-turn'
import { describeProxyEndpoints, describeProxyTargets, describeTags } from '@/lib/aws/rds-describe'
import { mapProxy } from '@/lib/aws/rds-proxy-mapping'
import type { AppError } from '@/lib/errors'

/** Told of each detail that AWS did not give; `resourceId` of the target that lacks it. */
export type NoteUnread = (fact: FactName, resourceId: string, error: AppError) => void

/** Proxies with what stands behind them and their further endpoints. A refusal there costs only that detail. */
export async function readProxies(
  account: Account,
  region: string,
  proxies: DBProxy[],
  resourceIds: Map<string, string>,
  note: NoteUnread,
): Promise<(Target | null)[]> {
  if (proxies.length === 0) return []
  const idOf = ({ DBProxyArn }: DBProxy) => DBProxyArn?.split(':').at(-1) ?? ''
  const unread = (fact: FactName, of: DBProxy[]) => (error: unknown) => {
    const call = { action: 'rds:DescribeDBProxies', doing: 'read the proxies' }
    for (const proxy of of) note(fact, idOf(proxy), fromAws(account, error, call))
    return null
  }
  const endpoints = await describeProxyEndpoints(account, region).catch(unread('endpoints', proxies))
  return inTurn(proxies, 4, async proxy => {
    const name = proxy.DBProxyName ?? ''
    const [behind, tags] = await Promise.all([
      describeProxyTargets(account, region, name).catch(unread('behind', [proxy])),
      describeTags(account, region, proxy.DBProxyArn ?? '').catch(unread('tags', [proxy])),
    ])
    const own = (endpoints ?? []).filter(endpoint => endpoint.DBProxyName === name)
    return mapProxy({ proxy, targets: behind ?? [], endpoints: own, tags, resourceIds })
  })
}
