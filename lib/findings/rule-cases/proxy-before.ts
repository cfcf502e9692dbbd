import { ACCOUNT, sampleTarget } from '@/lib/access/sample-inventory'
import type { Target } from '@/lib/access/target'

export const PROXY_ROLE = 'proxy'

/** For tests: a proxy that stands before one database. */
export function proxyBefore(behind: Target, overrides: Partial<NonNullable<Target['proxy']>> = {}): Target {
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
  })
}
