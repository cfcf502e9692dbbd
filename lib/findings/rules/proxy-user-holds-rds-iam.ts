import { revokeSql } from '@/lib/access/iam-ready-sql'
import { targetIndex } from '@/lib/access/target-index'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { PAGES } from '../pages'
import { resourceSteps } from '../read-resource'
import { findingTargets } from '../target-index'

const about = {
  id: 'proxy-user-holds-rds-iam',
  severity: 'medium',
  title: 'User behind a proxy takes no password',
  description:
    'A proxy signs in to its database with a secret, and the database user it is granted for holds rds_iam.',
  source: PAGES.proxyIam,
} as const

export const proxyUserHoldsRdsIam: FindingRule = {
  ...about,
  *find({ access }) {
    for (const { policy, statement, line, id, user, mistake } of yield* resourceSteps(access)) {
      const proxy = id === null ? undefined : targetIndex(access).byId.get(id)
      if (proxy?.proxy?.databaseAuth !== 'secret' || mistake || statement.effect !== 'Allow') continue
      for (const { resourceId, name } of proxy.proxy.targets) {
        const behind = resourceId ? access.inventory.scans[resourceId] : undefined
        const found = behind?.users.find(each => each.name === user)
        if (!found?.iamReady) continue
        yield buildFinding(about, {
          key: `${policy.source.id}:${proxy.resourceId}/${user}`,
          sentence: `${policy.source.name} grants ${user} on ${proxy.name}, which signs in to ${name} with a password. ${user} holds rds_iam there, so its password is refused and the connection fails.`,
          subject: policySubject(policy),
          targets: findingTargets([proxy, targetIndex(access).byId.get(resourceId ?? '') ?? null]),
          evidence: policyEvidence(
            access,
            policy,
            [{ statement: statement.index, lines: [line] }],
            [{ label: 'Behind the proxy', value: `${found.name} holds rds_iam` }],
          ),
          fixes: [
            byHand('revoke', 'Let the user take a password', [
              revokeSql(found),
              'Or let the proxy sign in by IAM end to end.',
            ]),
          ],
        })
      }
    }
  },
}
