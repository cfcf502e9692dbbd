import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'master-user-iam-ready',
  severity: 'high',
  title: 'Master user signs in by IAM',
  description: 'The master user holds rds_iam, directly or through a role: its password no longer works.',
  source: PAGES.accounts,
} as const

export const masterUserIamReady: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets) {
      const scan = access.inventory.scans[target.resourceId]
      const master = scan?.users.find(user => user.name === target.masterUsername)
      const { words, sql, readyBy, passwordRefusal } = familyOf(target)
      if (!scan || !master?.iamReady || !passwordRefusal(master, true)) continue
      yield buildFinding(about, {
        key: target.resourceId,
        sentence: `${master.name}, the master user of ${target.name}, ${words.isReady}. Its password is refused, and every wildcard over users opens it.`,
        subject: {
          kind: 'databaseUser',
          label: master.name,
          databaseUser: master.name,
          resourceId: target.resourceId,
          region: target.region,
        },
        targets: findingTargets([target]),
        evidence: factEvidence([
          { label: 'Held through', value: master.grantPath.join(' → ') || readyBy },
          { label: 'Database read', value: scan.scannedAt },
        ]),
        fixes: [
          byHand('revoke', `Take ${readyBy} away`, [
            ...(sql ? [sql.allowPassword(master)] : []),
            'Sign in with its password to see that it works again.',
          ]),
        ],
      })
    }
  },
}
