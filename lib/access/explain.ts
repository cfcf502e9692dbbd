import { displayText, type Evaluation, type Reason } from '@/lib/iam/index'
import { type AssumePath, whoCanBecome } from './assume-paths'
import type { Caveat } from './caveat'
import { caveatsFor } from './caveats-for'
import { conditionOf } from './cell-condition'
import { columnFor, scanFor } from './columns'
import type { CompiledAccess } from './compile-access'
import { type ConditionInWords, cellInWords } from './condition-words'
import { type Check, checksOf } from './explain-checks'
import { type Verbal, wordsFor } from './explain-words'
import { type MissingPiece, missingPiece } from './missing-piece'
import { findPrincipal } from './principal-index'
import type { SecondHop } from './second-hop'
import { connectArn, type Target } from './target'
import { gateOf } from './target-cells'
import { type Verdict, verdictOf } from './verdict'

export interface DecidingStatement {
  reason: Reason
  /** False: it would allow, and a boundary or an organisation policy withholds it all the same. */
  decides: boolean
  /** The whole policy as shown; the lines of `reason` count in it. */
  displayText: string
  /** Page of a managed policy in the AWS console; null for inline ones. */
  policyLink: string | null
}

export interface Explanation {
  principalArn: string
  principalLabel: string
  databaseUser: string
  target: string
  resourceId: string
  verdict: Verdict
  /** `Why can role/x connect as y?`, `Why can't …?` */
  title: string
  sentence: string
  detail: string
  checks: Check[]
  /** Of a way through a proxy. */
  secondHop: SecondHop | null
  conditionsInWords: ConditionInWords[]
  statements: DecidingStatement[]
  becomes: AssumePath[]
  /** For no: the smallest missing piece. */
  missingPiece: MissingPiece | null
  caveats: Caveat[]
  asOf: string
}

/** Everything there is to say about one cell. `databaseUser` may be a user name or a column's name. */
export function explainCell(
  access: CompiledAccess,
  target: Target,
  principalArn: string,
  databaseUser: string,
): Explanation {
  const { principal, index } = findPrincipal(access, principalArn)
  const column = columnFor(access, target, databaseUser)
  const evaluation = access.compiled.explain(index, connectArn(target, column.witness))
  const open = evaluation.decision === 'conditional'
  const verdict = verdictOf(
    evaluation.decision,
    gateOf(target, column),
    open && conditionOf(evaluation).unreadable,
  )
  const scan = scanFor(access, target)
  const checks = checksOf({
    target,
    principal,
    evaluation,
    databaseRead: scan !== null,
    column,
  })
  const words = cellInWords(evaluation.condition, column)
  const cell: Verbal = { target, principal, column, evaluation, verdict, checks, words }
  return {
    principalArn,
    principalLabel: principal.label,
    databaseUser: column.name,
    target: target.name,
    resourceId: target.resourceId,
    verdict,
    ...wordsFor(cell),
    checks,
    secondHop: column.secondHop ?? null,
    conditionsInWords: words,
    statements: statementsOf(access, evaluation),
    becomes: principal.kind === 'role' ? whoCanBecome(access, principalArn) : [],
    missingPiece: missingPiece(access, cell),
    caveats: caveatsFor(access.inventory, target),
    asOf: access.inventory.readAt,
  }
}

function statementsOf(access: CompiledAccess, evaluation: Evaluation): DecidingStatement[] {
  const texts = new Map(access.inventory.policies.map(policy => [policy.id, policy.text]))
  return evaluation.reasons.map(reason => ({
    reason,
    decides: evaluation.decision !== 'implicitDeny',
    displayText: displayText(texts.get(reason.policyId) ?? ''),
    policyLink: linkOf(reason.policyId),
  }))
}

const CONSOLES: Record<string, string> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

function linkOf(policyId: string): string | null {
  const [, partition = '', service] = policyId.split(':')
  const host = CONSOLES[partition]
  if (!host || service !== 'iam' || policyId.includes('#')) return null
  return `https://${host}/iam/home#/policies/details/${encodeURIComponent(policyId)}`
}
