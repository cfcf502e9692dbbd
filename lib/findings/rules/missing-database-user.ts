import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { buildFinding } from '../build-finding'
import { grantsToNamedUsers } from '../database-users'
import { documentFix, insideFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { marksOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'missing-database-user',
  severity: 'low',
  title: 'Grant for a database user that does not exist',
  description: 'A policy names a database user that the target, as last read, does not have.',
  source: PAGES.accounts,
} as const

export const missingDatabaseUser: FindingRule = {
  ...about,
  *find({ access }) {
    for (const { resources, target, scan, name, found, twin } of grantsToNamedUsers(access)) {
      if (found || twin) continue
      const [{ policy }] = resources
      yield buildFinding(about, {
        key: `${policy.source.id}:${target.resourceId}/${name}`,
        sentence: `${policy.source.name} grants ${name} on ${target.name}, where that user does not exist. Whoever creates one by that name opens it to the holders at once.`,
        subject: policySubject(policy),
        targets: findingTargets([target]),
        evidence: policyEvidence(access, policy, marksOf(resources), [
          { label: 'Database read', value: scan.scannedAt },
        ]),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'remove',
            label: removeLabel(resources),
            edits: removeEdits(resources),
          }),
          insideFix(
            { id: 'create', label: 'Create the database user', opensAccess: true },
            target,
            { user: name, change: 'create' },
            [
              ...(familyOf(target).sql?.makeReady(name, null).split('\n') ?? []),
              'Grant it what it needs inside the database.',
            ],
          ),
        ],
      })
    }
  },
}
