import 'server-only'
import type { DBProxy, DBProxyEndpoint, DBProxyTarget } from '@aws-sdk/client-rds'
import { familyOfProxy } from '@/lib/access/model/engine-family/engine-families'
import type { IamAuth, OtherEndpoint, Target } from '@/lib/access/model/target'
import { endpointOf, identity } from '@/lib/aws/rds-mapping'

type Engine = Pick<Target, 'engine' | 'family' | 'engineLabel'> & { port: number }

/** The proxy's port is not in the API: it is the engine family's own. */
function engineOf({ EngineFamily: name = '' }: DBProxy): Engine {
  if (name === 'SQLSERVER')
    return { engine: 'sqlserver', family: 'other', engineLabel: 'SQL Server', port: 1433 }
  const family = familyOfProxy(name)
  if (!family) return { engine: name, family: 'other', engineLabel: name, port: 0 }
  return { engine: family.id, family: family.id, engineLabel: family.label, port: family.port ?? 0 }
}

export interface ProxyParts {
  proxy: DBProxy
  targets: DBProxyTarget[]
  endpoints: DBProxyEndpoint[]
  /** Null: not read. */
  tags: Record<string, string> | null
  /** By `behindKey`, the instances and clusters of the region → resource id. */
  resourceIds: Map<string, string>
}

/** An instance and a cluster of one Region may bear the same name. */
export const behindKey = (isCluster: boolean, name: string) => `${isCluster ? 'cluster' : 'instance'} ${name}`

type Behind = NonNullable<Target['proxy']>

/** RDS User Guide, "RDS Proxy: setting up IAM": `Auth[].IAMAuth` is about clients, `DefaultAuthScheme` about both hops. */
function clientAuth({ Auth, DefaultAuthScheme }: DBProxy): Behind['clientAuth'] {
  const modes = (Auth ?? []).map(({ IAMAuth }) => IAMAuth)
  if (DefaultAuthScheme === 'IAM_AUTH' || modes.includes('REQUIRED')) return 'required'
  return modes.includes('ENABLED') ? 'optional' : 'disabled'
}

const SWITCH: Record<Behind['clientAuth'], IamAuth> = {
  required: { state: 'viaProxy', accepted: true, reason: 'The proxy requires IAM from its clients.' },
  optional: { state: 'viaProxy', accepted: true, reason: 'The proxy accepts IAM or a password.' },
  disabled: {
    state: 'proxyOff',
    accepted: false,
    reason: 'The proxy takes passwords only from its clients.',
  },
}

function behindOf({ proxy, targets, resourceIds }: ProxyParts): Behind {
  const members = targets.filter(({ Type }) => Type !== 'TRACKED_CLUSTER')
  const clusters = targets.filter(({ Type }) => Type === 'TRACKED_CLUSTER')
  // A cluster is followed with its members: the cluster is what a policy names.
  const named = clusters.length > 0 ? clusters : members
  const best = (members.find(({ TargetHealth }) => TargetHealth?.State === 'AVAILABLE') ?? members[0])
    ?.TargetHealth
  return {
    clientAuth: clientAuth(proxy),
    requireTls: proxy.RequireTLS ?? false,
    databaseAuth: proxy.DefaultAuthScheme === 'IAM_AUTH' ? 'iam' : 'secret',
    alsoSecrets: proxy.DefaultAuthScheme === 'IAM_AUTH' && (proxy.Auth ?? []).length > 0,
    roleArn: proxy.RoleArn ?? null,
    targets: named.map(({ RdsResourceId, TrackedClusterId, TargetHealth }) => {
      const name = RdsResourceId ?? TrackedClusterId ?? ''
      // AWS tells the health of a cluster's members alone.
      const { State, Reason } = TargetHealth ?? best ?? {}
      const reason = Reason ? ` (${Reason})` : ''
      return {
        name,
        resourceId: resourceIds.get(behindKey(clusters.length > 0, name)) ?? null,
        health: `${State ?? 'UNKNOWN'}${reason}`,
      }
    }),
  }
}

/** RDS User Guide, "Overview of proxy endpoints": a read-only one leads to the readers of a cluster. */
function furtherEndpoint(
  { Endpoint, IsDefault, TargetRole }: DBProxyEndpoint,
  port: number,
): OtherEndpoint[] {
  if (!Endpoint || IsDefault) return []
  const endpoint = { kind: 'proxy', host: Endpoint.toLowerCase(), port } as const
  if (TargetRole === 'READ_ONLY') return [{ ...endpoint, leadsTo: 'readers' }]
  return [TargetRole === 'READ_WRITE' ? { ...endpoint, leadsTo: 'writer' } : endpoint]
}

export function mapProxy(parts: ProxyParts): Target | null {
  const { proxy, endpoints, tags } = parts
  const { DBProxyName, DBProxyArn } = proxy
  const known = identity('prx', [DBProxyName, DBProxyArn?.split(':').at(-1), DBProxyArn])
  if (!known) return null
  const { port, ...engine } = engineOf(proxy)
  const behind = behindOf(parts)
  return {
    kind: 'proxy',
    ...known,
    ...engine,
    engineVersion: '',
    status: proxy.Status ?? 'unknown',
    endpoint: endpointOf(proxy.Endpoint, port),
    otherEndpoints: endpoints.flatMap(each => furtherEndpoint(each, port)),
    iamAuth: SWITCH[behind.clientAuth],
    iamSupport: null,
    pendingChanges: [],
    maintenanceWindow: null,
    instanceClass: null,
    multiAz: true,
    masterUsername: null,
    databaseName: null,
    tlsEnforced: behind.requireTls,
    certificateAuthority: null,
    parameterGroup: null,
    publiclyAccessible: null,
    kerberosEnabled: false,
    backupRetentionDays: null,
    tags,
    members: [],
    replicaOf: null,
    proxy: behind,
  }
}
