import { dateInWords } from '@/lib/access/explain/condition-words'
import { reaches } from '@/lib/access/model/verdict'
import { type Cell, cellsOf } from '@/lib/findings/affected-cells'
import { buildFinding } from '../build-finding'
import { byHand } from '../document-fix'
import { DAY_MS } from '../end-dates'
import { count, factEvidence } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'unused-role',
  severity: 'low',
  title: 'Role that can connect and is not used',
  description: 'A role that can connect was last used more than 90 days ago.',
  source: PAGES.bestPractices,
} as const

const IDLE_DAYS = 90

export const unusedRole: FindingRule = {
  ...about,
  *find({ access, now }) {
    const limit = new Date(now.getTime() - IDLE_DAYS * DAY_MS).toISOString()
    const idle = access.inventory.principals.filter(
      ({ kind, lastUsedAt }) => kind === 'role' && lastUsedAt !== null && lastUsedAt < limit,
    )
    const byRole = new Map<number, Cell[]>()
    for (const cell of yield* cellsOf(access, idle, access.inventory.targets)) {
      if (reaches(cell.verdict)) byRole.set(cell.row, [...(byRole.get(cell.row) ?? []), cell])
    }
    for (const [row, cells] of [...byRole]) {
      const role = idle[row]
      if (!role?.lastUsedAt) continue
      const targets = findingTargets(cells.map(({ target }) => target))
      const used = dateInWords(role.lastUsedAt)
      yield buildFinding(about, {
        key: role.arn,
        sentence: `${role.label} can connect to ${count(targets.length, 'target')} and was last used on ${used}.`,
        subject: { kind: 'principal', label: role.label, principalArn: role.arn },
        targets,
        evidence: factEvidence([
          { label: 'Last used', value: used },
          { label: 'In', value: role.lastUsedRegion ?? 'Not known' },
        ]),
        cells,
        fixes: [
          byHand('retire', 'Take the grants away', [
            'Ask the owner whether the role is still needed.',
            'Remove its database grants first, and delete it later.',
          ]),
        ],
      })
    }
  },
}
