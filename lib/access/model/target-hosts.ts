import type { Target } from './target'

/** Of all its endpoints, cluster members' included. */
export function hostsOf({
  endpoint,
  otherEndpoints,
  members,
}: Pick<Target, 'endpoint' | 'otherEndpoints' | 'members'>): string[] {
  const own = [endpoint, ...otherEndpoints, ...members.map(member => member.endpoint)]
  return own.flatMap(each => each?.host.toLowerCase() ?? [])
}
