import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

export const entryMatchesNothing = deadPatternRule(
  {
    id: 'entry-matches-nothing',
    severity: 'low',
    title: 'Resource that matches no target',
    description: 'A wildcard of a policy about database logins matches no target that this account has.',
    source: PAGES.connectPolicy,
  },
  ['nothing'],
  {
    says: ({ pattern }) => `holds ${pattern}, which matches no target of this account`,
    because: 'Whatever is created later and matches it is opened or shut at once',
    facts: ({ pattern }) => [{ label: 'Policy says', value: pattern }],
    fixLabel: 'Name a target',
    steps: ['Find out which targets were meant.', 'Write their resource ids in place of the wildcard.'],
  },
)
