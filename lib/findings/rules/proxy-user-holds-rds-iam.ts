import { passwordRefusal } from '@/lib/access/decide/hop-by-secret'
import { targetIndex } from '@/lib/access/decide/target-index'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { insideOf } from '@/lib/access/model/name-inside'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { resourceSteps } from '../read-resource'

const about = {
  id: 'proxy-user-holds-rds-iam',
  severity: 'medium',
  title: 'User behind a proxy takes no password',
  description:
    'A proxy signs in to its database with a secret, and the database user it is granted for signs in by IAM.',
  source: PAGES.proxyIam,
} as const

export const proxyUserHoldsRdsIam: FindingRule = {
  ...about,
  *find({ access }) {
    for (const { policy, statement, line, id, user, mistake } of yield* resourceSteps(access)) {
      const proxy = id === null ? undefined : targetIndex(access).byId.get(id)
      if (proxy?.proxy?.databaseAuth !== 'secret' || mistake || statement.effect !== 'Allow') continue
      for (const { resourceId, name } of proxy.proxy.targets) {
        const behind = targetIndex(access).byId.get(resourceId ?? '')
        const scan = access.inventory.scans[resourceId ?? '']
        const inside = user === null ? null : insideOf(scan, user)
        if (!behind || !inside || inside.ready === 'nowhere') continue
        // One row that takes a password may be the one that the proxy meets.
        if (inside.rows.some(row => !passwordRefusal(behind, row, access.inventory.readAt))) continue
        const found = inside.user
        const { words, sql } = familyOf(behind)
        yield buildFinding(about, {
          key: `${policy.source.id}:${proxy.resourceId}/${user}`,
          sentence: `${policy.source.name} grants ${user} on ${proxy.name}, which signs in to ${name} with a password. ${user} ${words.signsIn} there, so its password is refused and the connection fails.`,
          subject: policySubject(policy),
          targets: findingTargets([proxy, behind]),
          evidence: policyEvidence(
            access,
            policy,
            [{ statement: statement.index, lines: [line] }],
            [{ label: 'Behind the proxy', value: `${found.name} ${words.signsIn}` }],
          ),
          fixes: [
            byHand('revoke', 'Let the user take a password', [
              ...(sql ? [sql.allowPassword(found)] : []),
              'Or let the proxy sign in by IAM end to end.',
            ]),
          ],
        })
      }
    }
  },
}
