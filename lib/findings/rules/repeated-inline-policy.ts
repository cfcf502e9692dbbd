import { targetsOf } from '@/lib/access/decide/targets-of'
import { canonicalJson } from '@/lib/canonical-json'
import { POLICY_VERSION, statementSid } from '@/lib/grants/statement'
import type { AttachedPolicy } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { byPolicy, CONNECT, statementSteps } from '../connect-statements'
import { byHand } from '../document-fix'
import { count, namesOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { findingTargets } from '../finding-targets'
import { PAGES } from '../pages'

const about = {
  id: 'repeated-inline-policy',
  severity: 'low',
  title: 'The same inline policy in several places',
  description:
    'Several users, groups or roles hold equal inline policies for database logins, where one managed policy could be shared.',
  source: PAGES.managedOrInline,
} as const

export const repeatedInlinePolicy: FindingRule = {
  ...about,
  *find({ access }) {
    const alike = new Map<string, AttachedPolicy[]>()
    for (const [first] of byPolicy(yield* statementSteps(access))) {
      if (first?.policy.source.kind !== 'inline' || isPlanned(first.policy)) continue
      const meaning = meaningOf(first.policy)
      const known = alike.get(meaning)
      if (known) known.push(first.policy)
      else alike.set(meaning, [first.policy])
      yield
    }
    for (const policies of [...alike.values()]) {
      const [first] = policies.sort((a, b) => (a.source.id < b.source.id ? -1 : 1))
      if (!first || policies.length < 2) continue
      const owners = policies.map(({ source }) => ownerName(source.id))
      const patterns = (first.document?.statements ?? []).flatMap(({ resource }) => resource?.patterns ?? [])
      yield buildFinding(about, {
        key: first.source.id,
        sentence: `${count(policies.length, 'inline policy', 'inline policies')} say the same, on ${namesOf(owners)}. A change to one leaves the others as they are; one managed policy would be changed once.`,
        subject: policySubject(first),
        targets: findingTargets(patterns.flatMap(pattern => targetsOf(access, pattern))),
        evidence: policyEvidence(
          access,
          first,
          [{ statement: null, lines: [] }],
          [{ label: 'Also on', value: namesOf(owners.slice(1)) }],
        ),
        fixes: [
          byHand('share', 'Share one managed policy', [
            'Create a managed policy with this document and attach it to all of them.',
            'Delete the inline policies once it is attached.',
          ]),
        ],
      })
    }
  },
}

/** As a grant or a removal planned here writes it for each subject on its own, letter by letter: that is no oversight. */
function isPlanned({ source: { name, text }, document }: AttachedPolicy): boolean {
  const statements = (document?.statements ?? []).map(({ effect, sid, resource }) => {
    const denies = effect === 'Deny' && name.startsWith('gh-deny-')
    const Sid = denies ? 'DenyConnect' : statementSid(name)
    const Resource = denies ? resource?.patterns[0] : resource?.patterns
    return {
      Sid: sid?.replace(/\d+$/, '') === Sid ? sid : Sid,
      Effect: denies ? 'Deny' : 'Allow',
      Action: CONNECT,
      Resource,
    }
  })
  return text === JSON.stringify({ Version: POLICY_VERSION, Statement: statements }, null, 2)
}

/** Without Sids, which mean nothing. */
function meaningOf({ document }: AttachedPolicy): string {
  const statements = (document?.statements ?? []).map(({ effect, action, resource, condition }) => [
    effect,
    action && [action.not, action.patterns],
    resource && [resource.not, resource.patterns],
    (condition ?? []).map(({ operator, key, values }) => [operator, key, values]),
  ])
  return canonicalJson([document?.version ?? null, statements])
}

/** `role/orders-api`, without the path. */
function ownerName(policyId: string): string {
  const [kind = '', ...path] = (policyId.split('#')[0] ?? '').split(':').slice(5).join(':').split('/')
  return `${kind}/${path.at(-1) ?? ''}`
}
