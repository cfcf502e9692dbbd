import 'server-only'
import type { DBProxy } from '@aws-sdk/client-rds'
import type { Caveat } from '@/lib/access/caveat'
import type { Target } from '@/lib/access/target'
import { fromAws } from '@/lib/aws/errors'
import { inTurn } from '@/lib/aws/in-turn'
import { describeProxyEndpoints, describeProxyTargets, describeTags } from '@/lib/aws/rds-describe'
import { mapProxy } from '@/lib/aws/rds-proxy-mapping'

/** Proxies with what stands behind them and their further endpoints. A refusal there costs only that detail. */
export async function readProxies(
  region: string,
  proxies: DBProxy[],
  resourceIds: Map<string, string>,
  at: string,
): Promise<{ targets: Target[]; caveats: Caveat[] }> {
  const caveats: Caveat[] = []
  if (proxies.length === 0) return { targets: [], caveats }
  const note = (subject: string, what: string) => (error: unknown) => {
    const action = what === 'endpoints' ? 'rds:DescribeDBProxyEndpoints' : 'rds:DescribeDBProxyTargets'
    const { message, answer, missingAction } = fromAws(error, { action, doing: `read the ${what}` })
    caveats.push({ id: `${what}:${subject}`, scope: 'target', subject, message, answer, missingAction, at })
    return []
  }
  const endpoints = await describeProxyEndpoints(region).catch(note(region, 'endpoints'))
  const targets = await inTurn(proxies, 4, async proxy => {
    const name = proxy.DBProxyName ?? ''
    const [behind, tags] = await Promise.all([
      describeProxyTargets(region, name).catch(note(name, 'targets')),
      describeTags(region, proxy.DBProxyArn ?? '').catch(() => ({})),
    ])
    const own = endpoints.filter(endpoint => endpoint.DBProxyName === name)
    return mapProxy({ proxy, targets: behind, endpoints: own, tags, resourceIds })
  })
  return { targets: targets.filter(target => target !== null), caveats }
}
