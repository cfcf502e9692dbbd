import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { usersNamed } from '@/lib/access/model/name-inside'
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
  description: 'The master user is ready for IAM, by itself or through a role: its password no longer works.',
  source: PAGES.accounts,
} as const

export const masterUserIamReady: FindingRule = {
  ...about,
  *find({ access }) {
    for (const target of access.inventory.targets) {
      const scan = access.inventory.scans[target.resourceId]
      const { words, sql, readyBy, passwordRefusal } = familyOf(target)
      const rows = scan ? usersNamed(scan, target.masterUsername ?? '') : []
      const master = rows.find(user => user.iamReady && passwordRefusal(user, true))
      if (!scan || !master) continue
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
