import type { DocumentEdit } from '@/lib/grants/edit-document'
import { buildFinding } from '../build-finding'
import { byPolicy, connectStatements, isMisspelledAction, type PolicyStatement } from '../connect-statements'
import { byHand, documentFix } from '../document-fix'
import { policyEvidence, policySubject } from '../evidence'
import type { Finding, FindingContext, FindingRule } from '../finding'
import { PAGES } from '../pages'
import { readResources } from '../read-resource'
import { findingTargets } from '../target-index'

const about = {
  id: 'rds-instead-of-rds-db',
  severity: 'high',
  title: 'rds: where rds-db: belongs',
  description:
    'A policy writes the action rds:connect or an rds: ARN. Database logins are asked as rds-db:connect.',
  source: PAGES.connectPolicy,
} as const

export const rdsInsteadOfRdsDb: FindingRule = {
  ...about,
  find(context) {
    const wrong = connectStatements(context.access).filter(
      item =>
        item.statement.action?.patterns.some(isMisspelledAction) || resourcesIn(context, item).length > 0,
    )
    return byPolicy(wrong).flatMap(group => findingOf(context, group))
  },
}

function resourcesIn({ access }: FindingContext, { policy, statement }: PolicyStatement) {
  return readResources(access).filter(
    resource =>
      resource.policy === policy && resource.statement === statement && resource.mistake?.kind === 'service',
  )
}

function linesOf(context: FindingContext, item: PolicyStatement): number[] {
  const { action } = item.statement
  const actions = (action?.patterns ?? []).flatMap((pattern, at) =>
    isMisspelledAction(pattern) ? [action?.patternLines[at] ?? action?.line ?? 0] : [],
  )
  return [...actions, ...resourcesIn(context, item).map(({ line }) => line)]
}

function findingOf(context: FindingContext, group: PolicyStatement[]): Finding[] {
  const { access } = context
  const [first] = group
  if (!first) return []
  const { policy } = first
  const resources = group.flatMap(item => resourcesIn(context, item))
  const marks = group.map(item => ({ statement: item.statement.index, lines: linesOf(context, item) }))
  return [
    buildFinding(about, {
      key: policy.source.id,
      sentence: `${policy.source.name} speaks of rds: where a login is asked as rds-db:connect on an rds-db: ARN. The statement grants no login.`,
      subject: policySubject(policy),
      targets: findingTargets(resources.map(({ mistake }) => mistake?.target ?? null)),
      evidence: policyEvidence(access, policy, marks, [
        { label: 'RDS asks for', value: 'rds-db:connect on arn:…:rds-db:…:dbuser:resource-id/db-user' },
      ]),
      fixes: [
        resources.length > 0
          ? byHand(
              'correct',
              'Name the database user',
              stepsFor(resources.map(({ mistake }) => mistake?.target)),
            )
          : documentFix(access, policy, {
              id: 'correct',
              label: 'Correct the action',
              edits: actionEdits(group),
            }),
        documentFix(access, policy, {
          id: 'remove',
          label: group.length === 1 ? 'Delete the statement' : 'Delete the statements',
          edits: group.map(({ statement }) => ({ kind: 'removeStatement', statement: statement.index })),
        }),
      ],
    }),
  ]
}

function stepsFor(targets: ({ resourceId: string } | null | undefined)[]): string[] {
  const id = targets.find(target => target)?.resourceId ?? 'resource-id'
  return [
    `Write the resource as arn:…:rds-db:…:dbuser:${id}/ and the database user that is meant.`,
    'Write the action as rds-db:connect.',
  ]
}

function actionEdits(group: readonly PolicyStatement[]): DocumentEdit[] {
  return group.flatMap(({ statement }): DocumentEdit[] => {
    const patterns = statement.action?.patterns ?? []
    const wrong = patterns.filter(isMisspelledAction)
    const has = patterns.some(pattern => pattern.toLowerCase() === 'rds-db:connect')
    const at = { statement: statement.index, element: 'Action' } as const
    return wrong.map(entry =>
      has
        ? { kind: 'removeEntry', ...at, entry }
        : { kind: 'replaceEntry', ...at, entry, by: ['rds-db:connect'] },
    )
  })
}
