import type { Reason } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import { statementsInWords, type Verbal, whereIs } from './explain-words'
import { nearMiss } from './near-miss'
import { alsoEnded, type SmallestEdit, smallestEdit } from './removal-effect'
import { connectArn } from './target'
import { isAnswering } from './target-cells'

const decisionOf = ({ evaluation }: Verbal, kind: string) =>
  evaluation.layers.find(layer => layer.kind === kind && layer.decision !== 'allowed')?.decision ?? 'allowed'

/** For a no: the smallest thing that is missing, in one sentence. Null for a yes. */
export function missingPiece(access: CompiledAccess, cell: Verbal): string | null {
  const { verdict, target, column, principal } = cell
  const arn = connectArn(target, column.kind === 'anyOther' ? '*' : column.name)
  if (verdict === 'denied') return deniedPiece(cell)
  if (verdict === 'dormant') return dormantPiece(cell)
  if (verdict !== 'noAccess') return null
  if (decisionOf(cell, 'identity') === 'implicitDeny') {
    const near = nearMiss(access, cell)
    return near ?? `A statement for ${principal.label} that allows rds-db:connect on ${arn}.`
  }
  if (decisionOf(cell, 'boundary') === 'implicitDeny') {
    const name = principal.boundaryArn?.split('/').at(-1) ?? 'the boundary'
    return `The permissions boundary ${name} must also allow rds-db:connect on ${arn}.`
  }
  return `An SCP must also allow rds-db:connect on ${arn}; it is changed in the organisation's management account.`
}

function deniedPiece({ evaluation }: Verbal): string {
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny')
  const places = [...new Set(denies.map(whereIs))]
  return `${places.join(' and ')} must go, or be narrowed so that ${denies.length === 1 ? 'it no longer matches' : 'they no longer match'}.`.replace(
    /^./,
    first => first.toUpperCase(),
  )
}

function dormantPiece({ target, column }: Verbal): string {
  const steps: string[] = []
  if (!isAnswering(target)) steps.push(`${target.name} started (it is ${target.status})`)
  if (!target.iamAuth.accepted) {
    if (target.iamAuth.state === 'unsupported')
      steps.push(`an engine that supports IAM authentication (${target.engineLabel} does not)`)
    else if (target.kind === 'proxy')
      steps.push(`IAM required from clients in the settings of ${target.name}`)
    else steps.push(`IAM authentication turned on for ${target.name}`)
  }
  if (column.kind === 'missing') steps.push(`a database user ${column.name}`)
  if (column.kind === 'user' && column.iamReady === false) {
    steps.push(
      target.family === 'postgres'
        ? `rds_iam granted to ${column.name}`
        : `${column.name} moved to the plugin AWSAuthenticationPlugin`,
    )
  }
  if ((column.kind === 'pattern' || column.kind === 'anyOther') && column.iamReady === false)
    steps.push('an IAM-ready user that matches')
  return `Missing: ${steps.join(', and ')}.`
}

function wayOut(reason: Reason, cell: Verbal, edit: SmallestEdit | null): string {
  const part = edit?.patterns ? `take ${edit.patterns.join(' and ')} out of ${whereIs(reason)}` : null
  if (reason.viaGroup)
    return `take ${cell.principal.label} out of the group ${reason.viaGroup}, or change ${whereIs(reason)} for all its members`
  if (reason.policyKind === 'awsManaged') return `detach ${reason.policyName}, which AWS owns`
  if (part) return part
  if (reason.statementCount === 1 && reason.policyKind === 'inline')
    return `delete the inline policy ${reason.policyName}`
  return `remove ${whereIs(reason)}${reason.policyKind === 'customerManaged' ? ', or detach the policy' : ''}`
}

/** For a yes: the smallest change that ends it, with what else it ends on this target. Null for a no. */
export function removal(access: CompiledAccess, cell: Verbal): string | null {
  if (cell.verdict !== 'canConnect' && cell.verdict !== 'conditional') return null
  if (cell.principal.unmodifiable) return cell.principal.unmodifiable
  const allows = cell.evaluation.reasons.filter(
    reason => reason.effect === 'Allow' && reason.layer === 'identity',
  )
  const [first] = allows
  if (!first) return null
  if (allows.length > 1) {
    const ways = allows.map(reason => wayOut(reason, cell, smallestEdit(access, cell, reason)))
    return `${statementsInWords(allows.length)} allow it on their own; all of them must go: ${ways.join('; ')}.`
  }
  const edit = smallestEdit(access, cell, first)
  const text = `To end it, ${wayOut(first, cell, edit)}.`
  if (!edit) return text
  return `${text} ${sideEffects(alsoEnded(access, cell, edit), cell)}`
}

function sideEffects(ended: { principal: string; databaseUser: string }[], { target }: Verbal): string {
  if (ended.length === 0) return `Nothing else changes on ${target.name}.`
  const named = ended.slice(0, 3).map(({ principal, databaseUser }) => `${principal} as ${databaseUser}`)
  const more = ended.length > 3 ? ` and ${ended.length - 3} more` : ''
  return `On ${target.name} that also ends ${named.join(', ')}${more}.`
}
