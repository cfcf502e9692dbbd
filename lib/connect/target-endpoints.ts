import { isAnswering } from '@/lib/access/model/is-answering'
import type { ClusterMember, Endpoint, OtherEndpoint, Target } from '@/lib/access/model/target'

/** One address of a target that takes connections. A token opens the one it was signed for and no other. */
export interface TargetEndpoint extends Endpoint {
  /** `main`, `reader`, `custom-bi`, `member-dw-2`: what a browser may send instead of a host. */
  id: string
  /** `Writer`, `Reader`, `Custom bi`, `Member dw-2` */
  label: string
  /** What stands behind it. */
  role: string
}

export const MAIN_ENDPOINT = 'main'

type Parts = Pick<Target, 'kind' | 'endpoint' | 'otherEndpoints' | 'members' | 'replicaOf'>

/** The main one first: it is meant where nobody chose. */
export function endpointsOf(target: Parts): TargetEndpoint[] {
  const main = target.endpoint ? [{ ...mainOf(target), ...target.endpoint, id: MAIN_ENDPOINT }] : []
  const others = target.otherEndpoints.map(endpoint => otherOf(endpoint, target))
  return [...main, ...others, ...target.members.flatMap(memberOf)]
}

/** Null: the target has no such endpoint now. */
export function endpointNamed(target: Parts, id: string): TargetEndpoint | null {
  return endpointsOf(target).find(endpoint => endpoint.id === id) ?? null
}

function mainOf({ kind, replicaOf }: Parts): Pick<TargetEndpoint, 'label' | 'role'> {
  if (kind === 'proxy') return { label: 'Proxy', role: 'reads and writes' }
  if (kind === 'instance')
    return {
      label: 'Instance',
      role: replicaOf ? `reads only: a replica of ${replicaOf}` : 'reads and writes',
    }
  return {
    label: 'Writer',
    role: replicaOf ? `reads only: follows ${replicaOf}` : 'reads and writes, follows a failover',
  }
}

const READERS = 'reads only: any of its readers'
const LEADS_TO = {
  readers: READERS,
  writer: 'reads and writes: the writer',
  any: 'its readers and the writer alike: writing works only where it meets the writer',
}

/** AWS names an endpoint in the first part of its host. */
const nameOf = ({ host }: Endpoint) => host.split('.')[0] ?? host

function otherOf(endpoint: OtherEndpoint, { members }: Parts): TargetEndpoint {
  const { kind, host, port, leadsTo } = endpoint
  const name = nameOf(endpoint)
  const place = { host, port }
  if (kind === 'reader') return { ...place, id: 'reader', label: 'Reader', role: readerRole(members) }
  const role = leadsTo ? LEADS_TO[leadsTo] : 'whether it leads to readers or to the writer was not read'
  return {
    ...place,
    id: `${kind}-${name}`,
    label: `${kind === 'custom' ? 'Custom' : 'Further'} ${name}`,
    role,
  }
}

/** Aurora User Guide, "Reader endpoints": without a replica it leads to the writer, and writing works there too. */
function readerRole(members: readonly ClusterMember[]): string {
  const readers = members.filter(({ role }) => role === 'reader')
  if (members.length > 0 && readers.length === 0) return 'leads to the writer: there is no reader now'
  const [only] = readers
  return only && readers.length === 1 ? `reads only: ${only.name}` : READERS
}

/** Its resource id is its own, but a policy names the cluster: the token is signed for this host all the same. */
function memberOf(member: ClusterMember): TargetEndpoint[] {
  const { name, role, endpoint } = member
  if (!endpoint || !isAnswering(member)) return []
  const now = role === 'writer' ? 'the writer now' : 'a reader now'
  return [{ ...endpoint, id: `member-${name}`, label: `Member ${name}`, role: `${now}, until a failover` }]
}
