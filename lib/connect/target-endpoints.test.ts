import { describe, expect, it } from 'vitest'
import type { ClusterMember, Target } from '@/lib/access/model/target'
import { sampleTarget } from '@/lib/access/testing/sample-inventory'
import { endpointNamed, endpointsOf, MAIN_ENDPOINT } from './target-endpoints'

const at = (name: string) => ({ host: `${name}.abc.us-east-1.rds.amazonaws.com`, port: 5432 })
const member = (name: string, role: ClusterMember['role'], status = 'available'): ClusterMember => ({
  name,
  resourceId: 'db-X',
  role,
  instanceClass: 'db.r6g.large',
  status,
  endpoint: at(name),
})
const cluster = (overrides: Partial<Target> = {}) =>
  sampleTarget({
    kind: 'auroraCluster',
    endpoint: at('dw.cluster'),
    otherEndpoints: [
      { kind: 'reader', ...at('dw.cluster-ro') },
      { kind: 'custom', ...at('bi.cluster-custom'), leadsTo: 'readers' },
    ],
    members: [member('dw-1', 'writer'), member('dw-2', 'reader')],
    ...overrides,
  })
const shown = (target: Target) =>
  endpointsOf(target).map(({ id, label, role }) => `${id} | ${label} | ${role}`)

describe('the endpoints of a target', () => {
  it('of a cluster: the writer first, then readers, custom ones with their role, and the members', () => {
    expect(shown(cluster())).toEqual([
      'main | Writer | reads and writes, follows a failover',
      'reader | Reader | reads only: dw-2',
      'custom-bi | Custom bi | reads only: any of its readers',
      'member-dw-1 | Member dw-1 | the writer now, until a failover',
      'member-dw-2 | Member dw-2 | a reader now, until a failover',
    ])
  })

  it('the reader endpoint of a cluster without a reader leads to the writer', () => {
    const alone = cluster({ members: [member('dw-1', 'writer')] })
    expect(endpointNamed(alone, 'reader')?.role).toBe('leads to the writer: there is no reader now')
    expect(endpointNamed(cluster({ members: [] }), 'reader')?.role).toBe('reads only: any of its readers')
  })

  it('a custom endpoint of mixed members says so, and one of which nothing was read does not guess', () => {
    const custom = (leadsTo?: 'any') =>
      shown(
        cluster({
          members: [],
          otherEndpoints: [{ kind: 'custom', ...at('all'), ...(leadsTo ? { leadsTo } : {}) }],
        }),
      )[1]
    expect(custom('any')).toMatch(/writing works only where it meets the writer/)
    expect(custom()).toMatch(/was not read/)
  })

  it('a member that does not answer is not offered', () => {
    const stopped = cluster({ members: [member('dw-1', 'writer'), member('dw-2', 'reader', 'stopped')] })
    expect(endpointNamed(stopped, 'member-dw-2')).toBeNull()
    expect(
      endpointNamed(cluster({ members: [{ ...member('dw-3', 'reader'), endpoint: null }] }), 'member-dw-3'),
    ).toBeNull()
  })

  it('of an instance: one, a replica reading only; of a proxy: its further ones by name', () => {
    expect(shown(sampleTarget())).toEqual(['main | Instance | reads and writes'])
    expect(shown(sampleTarget({ replicaOf: 'orders-prod' }))[0]).toMatch(/a replica of orders-prod/)
    const proxy = sampleTarget({
      kind: 'proxy',
      otherEndpoints: [{ kind: 'proxy', ...at('readers.endpoint.proxy'), leadsTo: 'readers' }],
    })
    expect(shown(proxy)).toEqual([
      'main | Proxy | reads and writes',
      'proxy-readers | Further readers | reads only: any of its readers',
    ])
  })

  it('ids are unique, and a host is none', () => {
    const target = cluster()
    const ids = endpointsOf(target).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(endpointNamed(target, at('bi.cluster-custom').host)).toBeNull()
    expect(endpointNamed(cluster({ endpoint: null }), MAIN_ENDPOINT)).toBeNull()
  })
})
