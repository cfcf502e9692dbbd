import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { mustStay } from '@/lib/access/model/must-stay'
import { userKey } from '@/lib/access/reach/users-view'
import { buildFinding } from '../build-finding'
import { grantsToNamedUsers } from '../database-users'
import { documentFix, insideFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { marksOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'user-not-iam-ready',
  severity: 'medium',
  title: 'Granted database user does not sign in by IAM',
  description: 'A policy names a database user that exists but is not ready for IAM, or may not log in.',
  source: PAGES.accounts,
} as const

export const userNotIamReady: FindingRule = {
  ...about,
  *find({ access }) {
    for (const { resources, target, scan, name, found } of grantsToNamedUsers(access)) {
      if (found?.ready !== 'nowhere') continue
      const { user, rows, onServerOnly } = found
      const reason = onServerOnly ? found.reason : (user.reason ?? 'it may not log in')
      const [{ policy }] = resources
      const master = name === target.masterUsername
      const remove = yield* documentFix(access, policy, {
        id: 'remove',
        label: removeLabel(resources),
        edits: removeEdits(resources),
      })
      const grant = insideFix(
        { id: 'grant', label: 'Make the user IAM-ready', opensAccess: true },
        target,
        { user: userKey(user), change: 'makeReady' },
        [
          ...(onServerOnly ? [null] : rows).flatMap(
            row => familyOf(target).sql?.makeReady(name, row).split('\n') ?? [],
          ),
          ...(user.signIn === 'password' && !onServerOnly
            ? ['Its password stops working at once: move everything that uses it to tokens first.']
            : []),
        ],
      )
      yield buildFinding(about, {
        key: `${policy.source.id}:${target.resourceId}/${name}`,
        sentence: `${policy.source.name} grants ${name} on ${target.name}, but ${master ? 'the master user' : 'that user'} does not sign in by IAM: ${reason}. A token is refused.`,
        subject: policySubject(policy),
        targets: findingTargets([target]),
        evidence: policyEvidence(access, policy, marksOf(resources), [
          { label: 'Sign-in today', value: (onServerOnly ? found.reason : user.reason) ?? 'Cannot log in' },
          { label: 'Database read', value: scan.scannedAt },
        ]),
        // What is in use keeps working first; whose password must stay is never moved.
        fixes: mustStay(user, target, scan) ? [remove] : [grant, remove],
      })
    }
  },
}
