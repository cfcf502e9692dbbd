import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { spelledOut } from '@/lib/access/decide/user-pattern'
import { connectArn } from '@/lib/access/model/target'
import { matchesWildcard } from '@/lib/iam/index'
import type { AttachedPolicy } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { entriesOfNamedUsers, type ResolvedUser, usersByVariable } from '../database-users'
import { byHand, documentFix } from '../document-fix'
import { removeEdits, removeLabel } from '../entry-edits'
import { marksOf, namesOf, policyEvidence, policySubject } from '../evidence'
import type { Finding, FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'
import { readResources } from '../read-resource'

const about = {
  id: 'case-mismatched-user',
  severity: 'high',
  title: 'Database user spelled with other capitals',
  description:
    'A policy names a database user that differs from an existing one in capitals only. Case matters.',
  source: PAGES.accounts,
} as const

export const caseMismatchedUser: FindingRule = {
  ...about,
  *find({ access }) {
    const entries = (['Allow', 'Deny'] as const).flatMap(effect => entriesOfNamedUsers(access, effect))
    for (const { resources, target, name, twin } of entries) {
      if (!twin) continue
      const [{ policy, statement }] = resources
      const denies = statement.effect === 'Deny'
      if (denies && isDenied(access, policy, connectArn(target, twin.name))) continue
      const [verb, outcome] = denies
        ? ['denies', 'the Deny stops nobody']
        : ['grants', 'the grant reaches nobody']
      yield buildFinding(about, {
        key: `${policy.source.id}:${target.resourceId}/${name}${denies ? ':deny' : ''}`,
        sentence: `${policy.source.name} ${verb} ${name} on ${target.name}; the database user is ${twin.name}. Case matters, so ${outcome}.`,
        subject: policySubject(policy),
        targets: findingTargets([target]),
        evidence: policyEvidence(access, policy, marksOf(resources), [
          { label: 'Policy says', value: name },
          { label: 'The database has', value: twin.name },
        ]),
        fixes: [
          yield* documentFix(access, policy, {
            id: 'correct',
            label: 'Correct the capitals',
            edits: resources.map(({ statement, pattern, user }) => ({
              kind: 'replaceEntry',
              statement: statement.index,
              element: 'Resource',
              entry: pattern,
              by: [pattern.slice(0, pattern.length - (user?.length ?? 0)) + spelledOut(twin.name)],
            })),
          }),
          yield* documentFix(access, policy, {
            id: 'remove',
            label: removeLabel(resources),
            edits: removeEdits(resources),
          }),
        ],
      })
    }
    for (const resolved of usersByVariable(access)) yield byVariable(access, resolved)
  },
}

/** Whoever denies several spellings has made no mistake in any of them. */
const isDenied = (access: CompiledAccess, policy: AttachedPolicy, arn: string) =>
  readResources(access).some(
    each => each.policy === policy && each.statement.effect === 'Deny' && matchesWildcard(each.pattern, arn),
  )

/** What the variable comes to is somebody's name: only an entry of its own spells it otherwise. */
function byVariable(
  access: CompiledAccess,
  { resources, target, name, twin, holders }: ResolvedUser,
): Finding {
  const [{ policy, user }] = resources
  const who = namesOf(holders.map(({ label }) => label))
  return buildFinding(about, {
    // Apart from an entry that spells the same name: correcting that one leaves this.
    key: `${policy.source.id}:${target.resourceId}/${name}:variable`,
    sentence: `${policy.source.name} grants ${who} on ${target.name} the user that ${user} comes to, ${name}; the database user is ${twin.name}. Case matters, so the grant lets nobody in.`,
    subject: policySubject(policy),
    targets: findingTargets([target]),
    evidence: policyEvidence(access, policy, marksOf(resources), [
      { label: 'The variable comes to', value: name },
      { label: 'The database has', value: twin.name },
    ]),
    fixes: [
      byHand(
        'name',
        'Name the database user',
        [
          `Give ${who} an entry that spells the user: ${connectArn(target, spelledOut(twin.name))}.`,
          'Or rename one of the two, so that both are spelled alike.',
        ],
        true,
      ),
    ],
  })
}
