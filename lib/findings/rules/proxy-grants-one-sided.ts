import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetIndex } from '@/lib/access/decide/target-index'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { cellFacts } from '@/lib/findings/affected-cells'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { count, factEvidence, namesOf } from '../evidence'
import type { AffectedCell, FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { resourcesOf } from '../read-resource'

const about = {
  id: 'proxy-grants-one-sided',
  severity: 'low',
  title: 'Granted on one side of a proxy only',
  description:
    'Principals are granted a database user on a proxy or on the database behind it, and the other way is refused.',
  source: PAGES.proxyConnect,
} as const

export const proxyGrantsOneSided: FindingRule = {
  ...about,
  *find({ access }) {
    for (const proxy of access.inventory.targets) {
      yield
      const behind = (proxy.proxy?.targets ?? []).flatMap(({ resourceId }) =>
        resourceId ? (targetIndex(access).byId.get(resourceId) ?? []) : [],
      )
      if (!proxy.proxy || proxy.proxy.clientAuth === 'disabled' || behind.length === 0) continue
      const onProxy = namedGrants(access, proxy)
      yield
      // The proxy's own role signs in behind it and is nobody's client.
      const own = proxy.proxy.roleArn
      const onDatabase = behind
        .flatMap(target => namedGrants(access, target))
        .filter(({ principal }) => principal.arn !== own)
      const users = new Set(onProxy.map(({ user }) => user))
      yield
      const proxyOnly = without(onProxy, onDatabase)
      yield
      const databaseOnly = without(onDatabase, onProxy).filter(
        ({ user }) => onProxy.length === 0 || users.has(user),
      )
      if (proxyOnly.length + databaseOnly.length === 0) continue
      const names = behind.map(({ name }) => name).join(', ')
      const labels = (grants: Grant[]) => [...new Set(grants.map(({ principal }) => principal.label))]
      const [through, past] = [labels(proxyOnly), labels(databaseOnly)]
      yield buildFinding(about, {
        key: proxy.resourceId,
        sentence: `${proxy.name} stands before ${names}. A grant on one is none on the other: ${count(through.length, 'principal')} may go through the proxy only, ${count(past.length, 'principal')} past it only.`,
        subject: { kind: 'target', label: proxy.name, resourceId: proxy.resourceId, region: proxy.region },
        targets: findingTargets([proxy, ...behind]),
        evidence: factEvidence([
          { label: 'Through the proxy only', value: namesOf(through) || 'Nobody' },
          { label: 'Past the proxy only', value: namesOf(past) || 'Nobody' },
        ]),
        affected: [
          ...databaseOnly.map(grant => refused(grant, proxy)),
          ...proxyOnly.flatMap(grant => behind.map(target => refused(grant, target))),
        ],
        fixes: [
          byHand('both', 'Grant the way that is used', [
            'Find out which endpoint each of them connects to.',
            'Grant the database user on that target, by its own resource id.',
          ]),
        ],
      })
    }
  },
}

interface Grant {
  principal: Principal
  user: string
}

function namedGrants(access: CompiledAccess, target: Target): Grant[] {
  return resourcesOf(access, target.resourceId).flatMap(({ user, statement, policy }) =>
    user && statement.effect === 'Allow' && !/[*?$]/.test(user)
      ? policy.holders.flatMap(index => {
          const principal = access.inventory.principals[index]
          return principal ? [{ principal, user }] : []
        })
      : [],
  )
}

function without(grants: Grant[], others: Grant[]): Grant[] {
  const known = new Set(others.map(({ principal, user }) => `${principal.arn} ${user}`))
  return grants.filter(({ principal, user }) => !known.has(`${principal.arn} ${user}`))
}

function refused({ principal, user }: Grant, target: Target): AffectedCell {
  return { ...cellFacts(principal, target, { name: user }), before: 'noAccess', after: null }
}
