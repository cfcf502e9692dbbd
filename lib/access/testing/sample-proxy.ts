import type { Target } from '@/lib/access/model/target'
import { ACCOUNT, sampleTarget } from './sample-inventory'

export const PROXY_ROLE = 'proxy'

/** For tests: a proxy that stands before one database. */
export function proxyBefore(
  behind: Target,
  overrides: Partial<NonNullable<Target['proxy']>> = {},
  own: Partial<Target> = {},
): Target {
  return sampleTarget({
    kind: 'proxy',
    name: 'gate',
    resourceId: 'prx-1',
    iamAuth: { state: 'viaProxy', accepted: true, reason: null },
    tlsEnforced: null,
    certificateAuthority: null,
    proxy: {
      clientAuth: 'required',
      requireTls: true,
      databaseAuth: 'secret',
      roleArn: `arn:aws:iam::${ACCOUNT}:role/${PROXY_ROLE}`,
      targets: [{ name: behind.name, resourceId: behind.resourceId, health: 'AVAILABLE' }],
      ...overrides,
    },
    ...own,
  })
}
