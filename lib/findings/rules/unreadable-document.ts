import { type AttachedPolicy, allPolicies } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { coversConnect } from '../connect-statements'
import { byHand } from '../document-fix'
import { namesOf, policyEvidence, policySubject } from '../evidence'
import type { FindingRule } from '../finding'
import { PAGES } from '../pages'

const about = {
  id: 'unreadable-document',
  severity: 'high',
  title: 'Policy that cannot be read',
  description: 'A policy in force is no valid document, so nobody knows what it allows or denies.',
  source: PAGES.grammar,
} as const

export const unreadableDocument: FindingRule = {
  ...about,
  *find({ access }) {
    const inForce = allPolicies(access).filter(({ holders, bounds }) => holders.length + bounds.length > 0)
    for (const policy of inForce) {
      const lines = unreadLines(policy)
      const [issue] = policy.issues
      if (lines.length === 0 || !issue) continue
      const held = [...policy.holders, ...policy.bounds].map(
        index => access.inventory.principals[index]?.label ?? '',
      )
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: `${policy.source.name} cannot be read: ${issue.message} What it gives to ${namesOf(held)} is not known and counts as not evaluated.`,
        subject: policySubject(policy),
        targets: [],
        evidence: policyEvidence(
          access,
          policy,
          [{ statement: null, lines }],
          [{ label: 'Line', value: String(issue.line ?? 1) }],
        ),
        fixes: [
          byHand('rewrite', 'Write the document again', [
            'Find out what the policy was meant to allow.',
            'Save it again as valid JSON; IAM checks it then.',
          ]),
        ],
      })
    }
  },
}

/** An invalid Version is a finding of its own. */
function unreadLines({ document, issues }: AttachedPolicy): number[] {
  if (!document) return issues.map(({ line }) => line ?? 1)
  if (issues.some(({ path }) => path === 'Version')) return []
  const unread = document.statements.filter(each => each.unreadable.length > 0 && coversConnect(each))
  return unread.map(({ lines }) => lines.from)
}
