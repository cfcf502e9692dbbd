import { targetsOf } from '@/lib/access/decide/targets-of'
import { dateInWords } from '@/lib/access/explain/condition-words'
import { buildFinding } from '../build-finding'
import { byPolicy } from '../connect-statements'
import { byHand } from '../document-fix'
import { DAY_MS, endingStatements } from '../end-dates'
import { count, marksOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'grant-ends-soon',
  severity: 'low',
  title: 'Grant ends soon',
  description: 'An Allow hangs on a date within the next 30 days.',
  source: PAGES.conditionOperators,
} as const

const SOON_DAYS = 30

export const grantEndsSoon: FindingRule = {
  ...about,
  *find({ access, now }) {
    const daysTo = (endsAt: Date) => (endsAt.getTime() - now.getTime()) / DAY_MS
    const ending = endingStatements(access).filter(
      ({ endsAt }) => daysTo(endsAt) > 0 && daysTo(endsAt) <= SOON_DAYS,
    )
    for (const group of byPolicy(ending)) {
      const [first] = group.sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime())
      if (!first) continue
      const { policy } = first
      const days = Math.ceil(daysTo(first.endsAt))
      const patterns = group.flatMap(({ statement }) => statement.resource?.patterns ?? [])
      yield buildFinding(about, {
        key: policy.source.id,
        title: `Grant ends in ${count(days, 'day')}`,
        sentence: `A grant in ${policy.source.name} ends on ${dateInWords(first.endsAt.toISOString())}. Whoever needs it longer is locked out then.`,
        subject: policySubject(policy),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(access, policy, marksOf(group)),
        fixes: [
          byHand('extend', 'Extend it, or let it end', [
            'Ask the holders whether they need it longer.',
            'Write a later date, or delete the statement on the day.',
          ]),
        ],
      })
    }
  },
}
