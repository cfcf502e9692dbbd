import { isGitHub, openSubjects } from '../github-repositories'
import { PAGES } from '../pages'
import { type Trusted, trustRule } from '../role-trust'

interface Open extends Trusted {
  reach: 'any' | 'anyOwner' | 'several'
}

const WIDEST: readonly Open['reach'][] = ['any', 'anyOwner', 'several']

const patternsOf = (found: readonly Open[]) => [...new Set(found.map(({ value }) => value))].join(', ')

export const githubRepositoriesMayAssume = trustRule<Open>(
  {
    id: 'github-repositories-may-assume',
    severity: 'medium',
    title: 'Workflows of more than one GitHub repository may assume the role',
    description:
      'The subject that the trust policy asks of GitHub fits more than one repository; critical where it fits those of any owner.',
    source: PAGES.oidcRoles,
  },
  {
    picks: (role, ways, access) =>
      ways.filter(isGitHub).flatMap(way => {
        const open = openSubjects(access, role, way).map(({ pattern, anyOwner, statementIndex }): Open => {
          const reach = pattern === null ? 'any' : anyOwner ? 'anyOwner' : 'several'
          const severity = anyOwner ? 'critical' : 'medium'
          return { value: pattern ?? way.caller.value, statementIndex, severity, reach }
        })
        // The widest pattern says how bad it is.
        return open.sort((one, other) => WIDEST.indexOf(one.reach) - WIDEST.indexOf(other.reach))
      }),
    sentence: ({ role, reach, found }) => {
      const [first] = found
      if (first?.reach === 'any')
        return `The trust policy of ${role} lets in a workflow of any repository on GitHub: anybody with a GitHub account can become it and use its grants on ${reach}.`
      if (first?.reach === 'anyOwner')
        return `The trust policy of ${role} asks for the subject ${first.value}, which leaves the owner open: anybody with a GitHub account can make a repository that fits, become the role and use its grants on ${reach}.`
      return `The trust policy of ${role} asks for the subject ${patternsOf(found)}, which fits more than one repository: a workflow of each can become it and use its grants on ${reach}.`
    },
    facts: found => [{ label: 'Subject', value: found[0]?.reach === 'any' ? 'Any' : patternsOf(found) }],
    fixLabel: 'Name the repository',
    steps: [
      'Write the subject as repo:owner/name:* or narrower, with the name in full and the colon after it.',
      'Give each repository a role of its own, so that one cannot use what is meant for the other.',
    ],
  },
)
