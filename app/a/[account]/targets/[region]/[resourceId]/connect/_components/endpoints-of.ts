import type { Target } from '@/lib/access/model/target'

const NAMES = { reader: 'Reader', custom: 'Custom', proxy: 'Further proxy endpoint' } as const

/** Every address that accepts connections, the main one first. Members of a cluster are signed with the cluster's id. */
export function endpointsOf(target: Target): { name: string; address: string; note: string | null }[] {
  const main = { proxy: 'Proxy', instance: 'Instance', auroraCluster: 'Writer', multiAzCluster: 'Writer' }[
    target.kind
  ]
  const own = target.endpoint
    ? [{ name: main, address: `${target.endpoint.host}:${target.endpoint.port}`, note: null }]
    : []
  const others = target.otherEndpoints.map(({ kind, host, port }) => ({
    name: NAMES[kind],
    address: `${host}:${port}`,
    note: null,
  }))
  const members = target.members.flatMap(({ name, role, endpoint }) =>
    endpoint
      ? [
          {
            name: `Member, ${role}`,
            address: `${endpoint.host}:${endpoint.port}`,
            note: `${name}; policies name the cluster`,
          },
        ]
      : [],
  )
  return [...own, ...others, ...members]
}
