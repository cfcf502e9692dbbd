import type { Evaluation, LayerKind, Reason } from '@/lib/iam/index'
import { isAsFarAsRead } from './as-far-as-read'
import type { MatrixColumn } from './columns'
import type { ConnectEvaluation } from './organization-overlay'
import type { Principal } from './principal'
import type { Target } from './target'
import { isAnswering } from './target-cells'

export interface Check {
  id: 'allow' | 'deny' | 'boundary' | 'iamAuth' | 'databaseUser' | 'scp'
  outcome: 'pass' | 'fail' | 'unknown'
  text: string
}

export interface CheckQuestion {
  target: Target
  principal: Principal
  evaluation: ConnectEvaluation
  databaseRead: boolean
  column: MatrixColumn
}

const statements = (count: number) => `${count} ${count === 1 ? 'statement' : 'statements'}`

const layerDecision = (evaluation: Evaluation, kind: LayerKind) => {
  const decisions = evaluation.layers.filter(layer => layer.kind === kind).map(layer => layer.decision)
  return (
    (['explicitDeny', 'implicitDeny', 'conditional', 'allowed'] as const).find(each =>
      decisions.includes(each),
    ) ?? null
  )
}

const policyNames = (reasons: Reason[]) => [...new Set(reasons.map(reason => reason.policyName))].join(', ')

function allow({ evaluation }: CheckQuestion): Check {
  const allows = evaluation.reasons.filter(reason => reason.layer === 'identity' && reason.effect === 'Allow')
  const identity = layerDecision(evaluation, 'identity')
  if (identity === 'implicitDeny') return { id: 'allow', outcome: 'fail', text: 'No statement allows it' }
  if (allows.length === 0) {
    if (evaluation.decision === 'explicitDeny')
      return { id: 'allow', outcome: 'unknown', text: 'Not asked: a statement denies it' }
    return { id: 'allow', outcome: 'unknown', text: 'A policy could not be read' }
  }
  const open = allows.every(reason => reason.match === 'unknown') ? ', on a condition' : ''
  return { id: 'allow', outcome: 'pass', text: `Allowed by ${statements(allows.length)}${open}` }
}

function deny({ evaluation, principal }: CheckQuestion): Check {
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny')
  const sure = denies.filter(reason => reason.match === 'yes')
  if (sure.length > 0)
    return {
      id: 'deny',
      outcome: 'fail',
      text: `Denied by ${statements(sure.length)} in ${policyNames(sure)}`,
    }
  if (denies.length > 0)
    return { id: 'deny', outcome: 'unknown', text: `${statements(denies.length)} may deny it` }
  const read = isAsFarAsRead(principal) ? ' that was read' : ''
  return { id: 'deny', outcome: 'pass', text: `No statement${read} denies it` }
}

function boundary({ evaluation, principal }: CheckQuestion): Check {
  const attachment = principal.policies.boundary
  if (attachment === null) return { id: 'boundary', outcome: 'pass', text: 'No permissions boundary' }
  if (attachment === 'unread')
    return { id: 'boundary', outcome: 'unknown', text: 'The boundary could not be read' }
  const decision = layerDecision(evaluation, 'boundary')
  if (decision === 'implicitDeny')
    return { id: 'boundary', outcome: 'fail', text: 'The boundary does not allow it' }
  if (decision === 'explicitDeny') return { id: 'boundary', outcome: 'fail', text: 'The boundary denies it' }
  if (decision === 'conditional')
    return { id: 'boundary', outcome: 'unknown', text: 'The boundary allows it on a condition' }
  return { id: 'boundary', outcome: 'pass', text: 'Boundary allows it' }
}

const SWITCH_TEXT: Record<Target['iamAuth']['state'], string> = {
  on: 'IAM auth is on',
  off: 'IAM auth is off',
  turningOn: 'IAM auth is turning on',
  turningOff: 'IAM auth is turning off',
  scheduledOn: 'IAM auth is off until the maintenance window',
  scheduledOff: 'IAM auth is on until the maintenance window',
  unsupported: 'IAM auth is not supported',
  viaProxy: 'The proxy requires IAM',
  proxyOff: 'The proxy does not take IAM tokens',
}

function iamAuth({ target }: CheckQuestion): Check {
  const text = SWITCH_TEXT[target.iamAuth.state]
  if (!isAnswering(target))
    return { id: 'iamAuth', outcome: 'fail', text: `${text}, the target is ${target.status}` }
  return { id: 'iamAuth', outcome: target.iamAuth.accepted ? 'pass' : 'fail', text }
}

function databaseUser({ target, column, databaseRead }: CheckQuestion): Check {
  const id = 'databaseUser'
  if (target.kind === 'proxy') return { id, outcome: 'unknown', text: 'Judged behind the proxy' }
  if (!databaseRead || column.iamReady === null) return { id, outcome: 'unknown', text: 'Database not read' }
  if (!column.iamReady) return { id, outcome: 'fail', text: column.reason ?? 'Not IAM-ready' }
  if (column.kind !== 'user') return { id, outcome: 'pass', text: 'An IAM-ready user matches' }
  return {
    id,
    outcome: 'pass',
    text: target.family === 'postgres' ? 'User exists, has rds_iam' : 'User exists, on the IAM plugin',
  }
}

/** Organizations user guide: SCPs do not bind service-linked roles. */
function scp({ evaluation, principal }: CheckQuestion): Check {
  if (principal.path.startsWith('/aws-service-role/'))
    return { id: 'scp', outcome: 'pass', text: 'SCPs do not bind this role' }
  const { serviceControl } = principal.policies
  if (evaluation.refused) return { id: 'scp', outcome: 'fail', text: 'The organisation denies it, says AWS' }
  if (serviceControl.state === 'unread') return { id: 'scp', outcome: 'unknown', text: 'SCPs not read' }
  if (serviceControl.state === 'none') return { id: 'scp', outcome: 'pass', text: 'No SCPs apply' }
  const attached = serviceControl.levels.flatMap(level => level.policies)
  const count = new Set(attached.map(item => item.policyId)).size
  const decision = layerDecision(evaluation, 'scp')
  const plural = count === 1 ? '1 SCP' : `${count} SCPs`
  if (decision === 'explicitDeny') return { id: 'scp', outcome: 'fail', text: 'An SCP denies it' }
  if (decision === 'implicitDeny') return { id: 'scp', outcome: 'fail', text: 'An SCP does not allow it' }
  if (decision === 'conditional')
    return { id: 'scp', outcome: 'unknown', text: `${plural} allow it on a condition` }
  return { id: 'scp', outcome: 'pass', text: `${plural} ${count === 1 ? 'allows' : 'allow'} it` }
}

const QUESTIONS = [allow, deny, boundary, iamAuth, databaseUser, scp]

/** The six questions in their fixed order. */
export function checksOf(question: CheckQuestion): Check[] {
  return QUESTIONS.map(ask => ask(question))
}
