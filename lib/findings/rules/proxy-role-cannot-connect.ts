import { columnFor } from '@/lib/access/decide/columns'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { targetIndex } from '@/lib/access/decide/target-index'
import { connectArn, type Target } from '@/lib/access/model/target'
import { DECISIONS } from '@/lib/iam/index'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { factEvidence } from '../evidence'
import type { FindingContext, FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { resourcesOf } from '../read-resource'

const about = {
  id: 'proxy-role-cannot-connect',
  severity: 'high',
  title: 'The proxy’s own role cannot sign in behind it',
  description:
    'A proxy signs in to its database by IAM, and its role lacks rds-db:connect there for a user that clients are granted.',
  source: PAGES.proxyIam,
} as const

export const proxyRoleCannotConnect: FindingRule = {
  ...about,
  *find(context) {
    const { access } = context
    for (const proxy of access.inventory.targets) {
      if (proxy.proxy?.databaseAuth !== 'iam') continue
      const role = proxy.proxy.roleArn ?? ''
      const index = indexOfPrincipal(access, role)
      if (index === null) continue
      const behind = proxy.proxy.targets.flatMap(({ resourceId }) =>
        resourceId ? (targetIndex(access).byId.get(resourceId) ?? []) : [],
      )
      const refused = behind.flatMap(target => refusedUsers(context, proxy, target, index))
      if (refused.length === 0) continue
      const label = access.inventory.principals[index]?.label ?? role
      yield buildFinding(about, {
        key: proxy.resourceId,
        sentence: `Clients are granted ${refused.join(', ')} on ${proxy.name}, which signs in behind as ${label}. That role may not connect as them, so the second hop is refused.`,
        subject: { kind: 'target', label: proxy.name, resourceId: proxy.resourceId, region: proxy.region },
        targets: findingTargets([proxy, ...behind]),
        evidence: factEvidence([
          { label: 'Role of the proxy', value: label },
          { label: 'Refused behind it', value: refused.join(', ') },
        ]),
        fixes: [
          byHand(
            'grant',
            'Grant the role what clients are granted',
            behind.map(
              target =>
                `Allow rds-db:connect on ${refused.map(user => connectArn(target, user)).join(', ')} to ${label}.`,
            ),
            true,
          ),
        ],
      })
    }
  },
}

function refusedUsers({ access }: FindingContext, proxy: Target, target: Target, role: number): string[] {
  const users = new Set(
    resourcesOf(access, proxy.resourceId).flatMap(({ user, statement }) =>
      user && statement.effect === 'Allow' && !/[*?$]/.test(user) ? [user] : [],
    ),
  )
  const names = [...users]
  const codes = access.compiled.row(
    role,
    names.map(user => connectArn(target, user)),
  )
  const isRefused = (at: number) => ['implicitDeny', 'explicitDeny'].includes(DECISIONS[codes[at] ?? 0] ?? '')
  // A secret beside the role may let the user through: then the hop is not known to fail.
  return names.filter(
    (user, at) => isRefused(at) && columnFor(access, proxy, user).secondHop?.state === 'fails',
  )
}
