import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { isMisspelledAction } from '@/lib/access/entries/misspelled-action'
import type { DocumentEdit } from '@/lib/grants/edit-document'
import type { Statement } from '@/lib/iam/index'
import { buildFinding } from '../build-finding'
import { byPolicy, type PolicyStatement, statementSteps } from '../connect-statements'
import { byHand, documentFix } from '../document-fix'
import { correctEdits, isCertain, isWideEntry, labelOfRemoval, removeEdits } from '../entry-edits'
import { policyEvidence, policySubject } from '../evidence'
import type { FindingRule, Search } from '../finding'
import { findingTargets } from '../finding-targets'
import { otherMistakes } from '../other-mistakes'
import { PAGES } from '../pages'
import { type ReadResource, resourceSteps } from '../read-resource'

const about = {
  id: 'rds-instead-of-rds-db',
  severity: 'high',
  title: 'rds: where rds-db: belongs',
  description:
    'A policy writes the action rds:connect or an rds: ARN. Database logins are asked as rds-db:connect.',
  source: PAGES.connectPolicy,
} as const

interface Misspelled extends PolicyStatement {
  /** Its `rds:` ARNs. */
  resources: ReadResource[]
}

export const rdsInsteadOfRdsDb: FindingRule = {
  ...about,
  *find({ access }) {
    const resources = new Map<Statement, ReadResource[]>()
    for (const resource of yield* resourceSteps(access)) {
      if (!isRdsArn(resource) || servesAnother(resource.statement)) continue
      const list = resources.get(resource.statement)
      if (list) list.push(resource)
      else resources.set(resource.statement, [resource])
    }
    const wrong = (yield* statementSteps(access)).flatMap((item): Misspelled[] => {
      const own = resources.get(item.statement) ?? []
      const misspelled = item.statement.action?.patterns.some(isMisspelledAction) ?? false
      return misspelled || own.length > 0 ? [{ ...item, resources: own }] : []
    })
    for (const group of byPolicy(wrong)) yield* findingOf(access, group)
  },
}

/** Another service's ARN stands beside for an action of that service. */
const isRdsArn = ({ mistake }: ReadResource) => mistake?.kind === 'service' && /^rds/i.test(mistake.written)

const isOtherAction = (pattern: string) => !isMisspelledAction(pattern) && !/^rds-db:/i.test(pattern)

/** The statement also allows actions of RDS, which the ARN is for, and names databases in another entry. */
function servesAnother({ action, resource }: Statement): boolean {
  return (
    (action?.patterns ?? []).some(pattern => isOtherAction(pattern) && /^(rds:|\*)/i.test(pattern)) &&
    (resource?.patterns ?? []).some(pattern => /^(\*$|arn:[^:]*:rds-db:)/i.test(pattern))
  )
}

function linesOf({ statement: { action }, resources }: Misspelled): number[] {
  const actions = (action?.patterns ?? []).flatMap((pattern, at) =>
    isMisspelledAction(pattern) ? [action?.patternLines[at] ?? action?.line ?? 0] : [],
  )
  return [...actions, ...resources.map(({ line }) => line)]
}

function* findingOf(access: CompiledAccess, group: Misspelled[]): Search {
  const [first] = group
  if (!first) return
  const { policy } = first
  const resources = group.flatMap(item => item.resources)
  const removal = group.flatMap(removalOf)
  const marks = group.map(item => ({ statement: item.statement.index, lines: linesOf(item) }))
  yield buildFinding(about, {
    key: policy.source.id,
    sentence: `${policy.source.name} speaks of rds: where a login is asked as rds-db:connect on an rds-db: ARN. ${outcomeOf(group)}`,
    subject: policySubject(policy),
    targets: findingTargets(resources.map(({ target }) => target)),
    evidence: policyEvidence(access, policy, marks, [
      { label: 'RDS asks for', value: 'rds-db:connect on arn:…:rds-db:…:dbuser:resource-id/db-user' },
      ...otherMistakes(resources.filter(({ corrected }) => corrected !== null)),
    ]),
    fixes: [
      group.some(({ statement }) => isOpen(statement)) || resources.some(each => !isCertain(each))
        ? byHand('correct', 'Name the database user', stepsFor(resources.map(({ target }) => target)))
        : yield* documentFix(access, policy, {
            id: 'correct',
            label: resources.length > 0 ? 'Correct the resource' : 'Correct the action',
            edits: [...correctEdits(resources), ...actionEdits(group)],
          }),
      yield* documentFix(access, policy, {
        id: 'remove',
        label: labelOfRemoval(removal),
        edits: removal,
      }),
    ],
  })
}

/** Once its action is right, it lets in as every user, or to every target: that is somebody's decision. */
function isOpen({ effect, resource }: Statement): boolean {
  const patterns = resource?.patterns ?? []
  return effect === 'Allow' && (!resource || resource.not || patterns.some(isWideEntry))
}

function outcomeOf(group: readonly Misspelled[]): string {
  const denies = group.some(({ statement }) => statement.effect === 'Deny')
  return `What is written so ${denies ? 'denies' : 'grants'} no login.`
}

function stepsFor(targets: ({ resourceId: string } | null | undefined)[]): string[] {
  const id = targets.find(target => target)?.resourceId ?? 'resource-id'
  return [
    `Write the resource as arn:…:rds-db:…:dbuser:${id}/ and the database user that is meant.`,
    'Write the action as rds-db:connect.',
  ]
}

/** Takes out what grants no login, and nothing that allows something else. */
function removalOf({ statement, resources }: Misspelled): DocumentEdit[] {
  const actions = statement.action?.patterns ?? []
  const dead = new Set(resources.map(({ pattern }) => pattern))
  const allDead = dead.size > 0 && (statement.resource?.patterns ?? []).every(pattern => dead.has(pattern))
  if (dead.size > 0 && !allDead) return removeEdits(resources)
  const gone = actions.filter(pattern => (allDead ? !isOtherAction(pattern) : isMisspelledAction(pattern)))
  if (gone.length === actions.length) return [{ kind: 'removeStatement', statement: statement.index }]
  return gone.map(entry => ({ kind: 'removeEntry', statement: statement.index, element: 'Action', entry }))
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
