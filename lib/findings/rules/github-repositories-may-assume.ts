import { isGitHub, openSubjects } from '../github-repositories'
import { PAGES } from '../pages'
import { type Trusted, trustRule } from '../role-trust'

interface Open extends Trusted {
  anybody: boolean
}

const patternsOf = (found: readonly Open[]) => [...new Set(found.map(({ value }) => value))].join(', ')

export const githubRepositoriesMayAssume = trustRule<Open>(
  {
    id: 'github-repositories-may-assume',
    severity: 'medium',
    title: 'Workflows of more than one GitHub repository may assume the role',
    description:
      'The subject that the trust policy asks of GitHub fits more than one repository; critical where it fits any.',
    source: PAGES.oidcRoles,
  },
  {
    picks: (role, ways, access) =>
      ways.filter(isGitHub).flatMap(way => {
        return openSubjects(access, role, way).map(({ pattern, statementIndex }) => ({
          value: pattern ?? way.caller.value,
          statementIndex,
          severity: pattern === null ? ('critical' as const) : ('medium' as const),
          anybody: pattern === null,
        }))
      }),
    sentence: ({ role, reach, found }) =>
      found.some(({ anybody }) => anybody)
        ? `The trust policy of ${role} lets in a workflow of any repository on GitHub: anybody with a GitHub account can become it and use its grants on ${reach}.`
        : `The trust policy of ${role} asks for the subject ${patternsOf(found)}, which fits more than one repository: a workflow of each can become it and use its grants on ${reach}.`,
    facts: found => [
      { label: 'Subject', value: found.some(({ anybody }) => anybody) ? 'Any' : patternsOf(found) },
    ],
    fixLabel: 'Name the repository',
    steps: [
      'Write the subject as repo:owner/name:* or narrower, with the name in full and the colon after it.',
      'Give each repository a role of its own, so that one cannot use what is meant for the other.',
    ],
  },
)
