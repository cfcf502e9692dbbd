import { isProduction } from '@/lib/access/production'
import { reaches } from '@/lib/access/verdict'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { count, factEvidence } from '../evidence'
import { type Cell, cellsOf } from '../few-principals'
import type { FindingRule } from '../finding'
import { PAGES } from '../pages'
import { findingTargets } from '../target-index'

const about = {
  id: 'iam-user-can-connect',
  severity: 'high',
  title: 'IAM user with long-lived keys can connect',
  description:
    'An IAM user signs tokens with access keys that do not expire. High where it reaches production, else medium.',
  source: PAGES.bestPractices,
} as const

export const iamUserCanConnect: FindingRule = {
  ...about,
  *find({ access }) {
    const users = access.inventory.principals.filter(({ kind }) => kind === 'user')
    const byUser = new Map<number, Cell[]>()
    for (const cell of yield* cellsOf(access, users, access.inventory.targets)) {
      if (!reaches(cell.verdict)) continue
      const own = byUser.get(cell.row)
      if (own) own.push(cell)
      else byUser.set(cell.row, [cell])
    }
    for (const [row, cells] of [...byUser]) {
      const user = users[row]
      if (!user) continue
      const targets = findingTargets(cells.map(({ target }) => target))
      const production = cells.some(({ target }) => isProduction(target))
      yield buildFinding(about, {
        key: user.arn,
        severity: production ? 'high' : 'medium',
        title: production ? 'Long-lived keys can reach production' : about.title,
        sentence: `${user.label} can connect to ${count(targets.length, 'target')}. An IAM user signs with access keys that do not expire: whoever copies one keeps the access until it is withdrawn.`,
        subject: { kind: 'principal', label: user.label, principalArn: user.arn },
        targets,
        evidence: factEvidence([
          { label: 'Kind', value: 'IAM user' },
          { label: 'Groups', value: user.groups.join(', ') || 'None' },
          { label: 'Access keys', value: 'Not read' },
        ]),
        cells,
        fixes: [
          byHand('role', 'Use a role instead', [
            'Give the person IAM Identity Center, or the workload a role of its own, with the same grant.',
            'Take the grant from the user once nothing signs in with its keys.',
            'Deactivate its access keys, and delete them later.',
          ]),
        ],
      })
    }
  },
}
