import type { DocumentEdit } from '@/lib/grants/edit-document'
import { matchesWildcard } from '@/lib/iam/index'
import { ownGrants } from '../attached-policies'
import { buildFinding } from '../build-finding'
import { byPolicy, CONNECT, meansConnect, type PolicyStatement } from '../connect-statements'
import { byHand, documentFix } from '../document-fix'
import { namesOf, policyEvidence, policySubject } from '../evidence'
import type { FindingContext, FindingRule, Search } from '../finding'
import { PAGES } from '../pages'

const about = {
  id: 'no-such-action',
  severity: 'medium',
  title: 'Action that does not exist',
  description:
    'A policy lists an action for database logins that AWS does not have, such as rds:GenerateDBAuthToken.',
  source: PAGES.actions,
} as const

/** Signing is done by the client alone: there is no action for it. */
const isSigning = (pattern: string) => /^rds[\w-]*:\w*(auth|login|iam)\w*token\w*$/i.test(pattern)

/** `rds-db` has one action (Service Authorization Reference); `rds:connect` is another rule's. */
function isNone(pattern: string): boolean {
  if (isSigning(pattern)) return true
  return /^rds-db:/i.test(pattern) && !matchesWildcard(pattern, CONNECT, { ignoreCase: true })
}

export const noSuchAction: FindingRule = {
  ...about,
  *find(context) {
    const wrong = ownGrants(context.access).flatMap(policy =>
      (policy.document?.statements ?? [])
        .filter(({ action }) => action && !action.not && action.patterns.some(isNone))
        .map((statement): PolicyStatement => ({ policy, statement })),
    )
    for (const group of byPolicy(wrong)) yield* findingOf(context, group)
  },
}

function* findingOf({ access }: FindingContext, group: PolicyStatement[]): Search {
  const [first] = group
  if (!first) return
  const { policy } = first
  const names = [
    ...new Set(group.flatMap(({ statement }) => statement.action?.patterns.filter(isNone) ?? [])),
  ]
  const edits = group.flatMap(removalOf)
  const denies = group.some(({ statement }) => statement.effect === 'Deny')
  const granted = group.every(({ statement }) => meansConnect(statement))
  yield buildFinding(about, {
    key: policy.source.id,
    sentence: `${policy.source.name} lists ${namesOf(names)}, which AWS does not have: it ${denies ? 'denies' : 'allows'} nothing. A token is signed without any permission; what lets somebody sign in is rds-db:connect.`,
    subject: policySubject(policy),
    targets: [],
    evidence: policyEvidence(
      access,
      policy,
      group.map(({ statement: { index, action } }) => ({
        statement: index,
        lines: (action?.patterns ?? []).flatMap((pattern, at) =>
          isNone(pattern) ? [action?.patternLines[at] ?? action?.line ?? 0] : [],
        ),
      })),
      [{ label: 'RDS asks for', value: CONNECT }],
    ),
    fixes: [
      granted
        ? null
        : byHand(
            'login',
            denies ? 'Deny the login instead' : 'Grant the login instead',
            [
              `Write ${CONNECT} on arn:…:rds-db:…:dbuser:resource-id/db-user for the database user that is meant.`,
            ],
            !denies,
          ),
      yield* documentFix(access, policy, { id: 'remove', label: labelOf(edits), edits }),
    ],
  })
}

function removalOf({ statement }: PolicyStatement): DocumentEdit[] {
  const patterns = statement.action?.patterns ?? []
  const gone = patterns.filter(isNone)
  if (gone.length === patterns.length) return [{ kind: 'removeStatement', statement: statement.index }]
  return gone.map(entry => ({ kind: 'removeEntry', statement: statement.index, element: 'Action', entry }))
}

function labelOf(edits: readonly DocumentEdit[]): string {
  const statements = edits.filter(({ kind }) => kind === 'removeStatement').length
  if (statements === edits.length) return statements === 1 ? 'Delete the statement' : 'Delete the statements'
  if (statements > 0) return 'Remove what is wrong'
  return edits.length === 1 ? 'Remove the action' : 'Remove the actions'
}
