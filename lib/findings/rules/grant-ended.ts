import { targetsOf } from '@/lib/access/decide/targets-of'
import { dateInWords } from '@/lib/access/explain/condition-words'
import { buildFinding } from '../build-finding'
import { byPolicy } from '../connect-statements'
import { documentFix } from '../document-fix'
import { endingStatements } from '../end-dates'
import { marksOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'grant-ended',
  severity: 'medium',
  title: 'Grant that has ended is still there',
  description:
    'An Allow hangs on a date that has passed: no request meets it any more. A longer date would open it again.',
  source: PAGES.conditionOperators,
} as const

export const grantEnded: FindingRule = {
  ...about,
  *find({ access, now }) {
    const ended = endingStatements(access).filter(({ endsAt }) => endsAt <= now)
    for (const group of byPolicy(ended)) {
      const [first] = group
      if (!first) continue
      const { policy } = first
      const patterns = group.flatMap(({ statement }) => statement.resource?.patterns ?? [])
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `A grant in ${policy.source.name} ended on ${dateInWords(first.endsAt.toISOString())}. No request meets that date any more; AWS does not say how RDS honours dates, so taking the statement out ends it for certain.`,
        subject: policySubject(policy),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(access, policy, marksOf(group)),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'remove',
            label: group.length === 1 ? 'Delete the statement' : 'Delete the statements',
            edits: group.map(({ statement }) => ({ kind: 'removeStatement', statement: statement.index })),
          }),
        ],
      })
    }
  },
}
