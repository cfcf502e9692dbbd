import { deadPatternRule } from '../dead-patterns'
import { PAGES } from '../pages'

const regionOf = (pattern: string) => {
  const region = pattern.split(':')[3] ?? ''
  return /^[a-z0-9-]+$/.test(region) ? region : 'the Regions that it names'
}

export const staleResourceId = deadPatternRule(
  {
    id: 'stale-resource-id',
    severity: 'medium',
    title: 'Resource id of something that is gone',
    description:
      'A policy holds a resource id that no target of its Region has: deleted, restored or switched over.',
    source: PAGES.blueGreen,
  },
  ['stale'],
  {
    says: ({ mistake, pattern }) => `holds ${mistake?.written}, which no target in ${regionOf(pattern)} has`,
    because: 'A restored or switched-over database has a new id',
    facts: ({ mistake, user, target }) => [
      { label: 'Id in the policy', value: mistake?.written ?? '' },
      {
        label: 'Possible successor',
        value: target
          ? `${target.name} (${target.resourceId}): the only target there that has ${user}`
          : 'Cannot be told',
      },
    ],
    fixLabel: 'Use the successor’s id',
    steps: [
      'Find out which target took the place of the deleted one.',
      'Write its resource id in place of the old one.',
    ],
  },
)
