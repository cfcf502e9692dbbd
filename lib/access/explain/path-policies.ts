import { conditionOf } from '@/lib/access/decide/cell-condition'
import { isServiceLinked } from '@/lib/access/model/principal'
import type { Evaluation, LayerExplanation } from '@/lib/iam/index'
import { decidingStatements } from './deciding-statement'
import type { PathQuestion } from './path-question'
import { type BlockBody, type PathStep, plainBody, type StepOutcome, step } from './path-step'

function outcomeOf(evaluation: Evaluation): StepOutcome {
  if (evaluation.decision === 'allowed') return 'pass'
  if (evaluation.decision !== 'conditional') return 'fail'
  return conditionOf(evaluation).unreadable ? 'unknown' : 'conditional'
}

function wordsOf(evaluation: Evaluation): string {
  const outcome = outcomeOf(evaluation)
  if (outcome === 'pass') return 'allows'
  if (outcome === 'unknown') return 'cannot be told: a policy could not be read'
  if (outcome === 'fail') return evaluation.decision === 'explicitDeny' ? 'denies' : 'does not allow it'
  const sure = evaluation.reasons.some(({ effect, match }) => effect === 'Allow' && match === 'yes')
  return sure ? 'allows, and may deny on a condition' : 'allows on a condition'
}

/** For a refusal that no statement speaks: who was asked, and for what. */
function silence(
  { target, column }: PathQuestion,
  { decision, reasons }: Evaluation,
  held: readonly string[],
): string | null {
  if (decision !== 'implicitDeny') return null
  if (reasons.length > 0) return 'What it allows on a condition, it denies on the same.'
  const [first, ...others] = held
  if (!first) return 'No policy is attached here, so nothing is allowed.'
  const asked = `rds-db:connect as ${column.name} on ${target.name}`
  if (others.length === 0) return `No statement of ${first} allows ${asked}.`
  return `None of ${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)} allows ${asked}.`
}

function bodyOf(question: PathQuestion, { evaluation }: LayerExplanation, policyIds: string[]): BlockBody {
  const names = new Set(policyIds.map(id => question.sources.get(id)?.name ?? id))
  return {
    outcome: outcomeOf(evaluation),
    words: wordsOf(evaluation),
    note: silence(question, evaluation, [...names]),
    decision: evaluation.decision,
    statements: decidingStatements(evaluation, question),
  }
}

const layerOf = ({ layers }: PathQuestion, kind: LayerExplanation['kind']) =>
  layers.find(layer => layer.kind === kind)

export function identityStep(question: PathQuestion): PathStep {
  const layer = layerOf(question, 'identity')
  if (!layer) return step('identity', plainBody('unknown', 'was not read'))
  const held = question.principal.policies.identity.map(({ policyId }) => policyId)
  return step('identity', bodyOf(question, layer, held))
}

export function boundaryStep(question: PathQuestion): PathStep {
  const { boundary } = question.principal.policies
  const layer = layerOf(question, 'boundary')
  if (boundary === null || !layer) return step('boundary', plainBody('notApplicable', 'none is set'))
  if (boundary === 'unread')
    return step('boundary', plainBody('unknown', 'is set, and could not be read', 'It may withhold this.'))
  return step('boundary', bodyOf(question, layer, [boundary.policyId]))
}

const LEVELS = {
  root: () => 'Root',
  organizationalUnit: (name: string) => `OU ${name}`,
  account: () => 'Account',
}

const AWS_SAYS = 'Which policy, and at which level, AWS does not tell a member account.'

const WORST_FIRST = ['fail', 'unknown', 'conditional', 'pass'] as const

/** Organizations User Guide, "SCP evaluation": every level must allow, and a Deny at any level denies. */
export function organizationStep(question: PathQuestion): PathStep {
  const { serviceControl } = question.principal.policies
  if (serviceControl.state === 'none')
    return step('organization', plainBody('notApplicable', whyNone(question)))
  if (serviceControl.state === 'unread') {
    if (question.refusedByAws) return step('organization', plainBody('fail', 'deny it, says AWS', AWS_SAYS))
    const words = question.organization.id === null ? 'were not read' : 'exist, and were not read'
    const note = 'Any level of the organisation may deny it, or may not allow it.'
    return step('organization', plainBody('unknown', words, note))
  }
  const layers = question.layers.filter(({ kind }) => kind === 'scp')
  const levels = serviceControl.levels.flatMap(({ kind, name, policies }, at) => {
    const layer = layers[at]
    const ids = policies.map(({ policyId }) => policyId)
    return layer ? [{ name: LEVELS[kind](name), ...bodyOf(question, layer, ids) }] : []
  })
  const outcome = WORST_FIRST.find(worst => levels.some(level => level.outcome === worst)) ?? 'unknown'
  return step('organization', plainBody(outcome, 'must allow at every level'), levels)
}

function whyNone({ principal, organization }: PathQuestion): string {
  if (isServiceLinked(principal)) return 'do not bind service-linked roles'
  if (organization.managementAccountId === principal.accountId) return 'do not bind the management account'
  return organization.id === null ? 'the account is in no organisation' : 'none apply'
}

/** IAM User Guide, "Session policies": whoever starts a session may narrow it, and nothing in IAM tells. */
export function sessionStep({ principal }: PathQuestion): PathStep {
  const words =
    principal.kind === 'role'
      ? 'a session policy may still narrow it; none is known'
      : 'its own keys carry no policy; a federated session may narrow it'
  return step('session', plainBody('unknown', words))
}
