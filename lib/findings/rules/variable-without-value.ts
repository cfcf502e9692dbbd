import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import type { Principal } from '@/lib/access/model/principal'
import { buildFinding } from '../build-finding'
import { byPolicy } from '../connect-statements'
import { byHand, documentFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { marksOf, namesOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule, Search } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { type ReadResource, resourceSteps } from '../read-resource'

const about = {
  id: 'variable-without-value',
  severity: 'medium',
  title: 'Policy variable that its holder has no value for',
  description:
    'A policy names database users by a variable, such as aws:username on a role, that a session of its holder never has.',
  source: PAGES.variables,
} as const

interface Empty extends ReadResource {
  /** Who holds the policy and has no value. */
  without: Principal[]
}

export const variableWithoutValue: FindingRule = {
  ...about,
  *find({ access }) {
    const empty = (yield* resourceSteps(access)).flatMap((resource): Empty[] => {
      const without = withoutValue(access, resource)
      return without.length > 0 ? [{ ...resource, without }] : []
    })
    for (const group of byPolicy(empty)) yield* findingOf(access, group)
  },
}

/** IAM User Guide, "Policy variables": without a value and without a default, the entry matches nothing. */
const keysOf = (pattern: string) =>
  [...pattern.matchAll(/\$\{([^},]+)\}/g)].flatMap(([, key = '']) =>
    /^[*?$]$/.test(key) ? [] : [key.trim()],
  )

function withoutValue(access: CompiledAccess, { policy, pattern }: ReadResource): Principal[] {
  const keys = keysOf(pattern).map(key => key.toLowerCase())
  if (keys.length === 0 || policy.document?.version !== '2012-10-17') return []
  const holders = policy.holders.flatMap(index => access.inventory.principals[index] ?? [])
  const without = holders.filter(({ policies }) =>
    policies.absentKeys.some(key => keys.includes(key.toLowerCase())),
  )
  // A tag that some of many holders lack is how such a policy is meant; a user name that no role has is not.
  return without.length === holders.length || keys.includes('aws:username') ? without : []
}

function* findingOf(access: CompiledAccess, group: Empty[]): Search {
  const [first] = group
  if (!first) return
  const { policy } = first
  const who = [...new Set(group.flatMap(({ without }) => without.map(({ label }) => label)))]
  const keys = [...new Set(group.flatMap(({ pattern }) => keysOf(pattern)))].map(key => `\${${key}}`)
  const all = group.every(({ without }) => without.length === policy.holders.length)
  const denies = group.some(({ statement }) => statement.effect === 'Deny')
  const outcome = denies ? 'the entry denies them nothing' : 'the entry lets them in nowhere'
  yield buildFinding(about, {
    key: policy.source.id,
    sentence: `${policy.source.name} names database users by ${namesOf(keys)}, which ${namesOf(who)} never ${who.length === 1 ? 'has' : 'have'} a value for: ${outcome}.`,
    subject: policySubject(policy),
    targets: findingTargets(group.flatMap(({ pattern }) => targetsOf(access, pattern))),
    evidence: policyEvidence(access, policy, marksOf(group), [
      { label: 'Without a value', value: namesOf(who) },
    ]),
    fixes: [
      byHand(
        'name',
        'Name the database users',
        [
          'aws:username is there for IAM users alone: a role has aws:PrincipalTag, from its tags or its session.',
          'Write the database users that are meant, or tag the role and name the tag.',
        ],
        !denies,
      ),
      all
        ? yield* documentFix(access, policy, {
            id: 'remove',
            label: removeLabel(group),
            edits: removeEdits(group),
          })
        : null,
    ],
  })
}
