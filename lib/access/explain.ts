import { accessPath } from './access-path'
import { type AssumePath, whoCanBecome } from './assume-paths'
import type { Caveat } from './caveat'
import { caveatsFor } from './caveats-for'
import { conditionOf } from './cell-condition'
import { columnFor, scanFor } from './columns'
import type { CompiledAccess } from './compile-access'
import { type ConditionInWords, cellInWords } from './condition-words'
import { type Verbal, wordsFor } from './explain-words'
import { type MissingPiece, missingPiece } from './missing-piece'
import type { PathStep } from './path-step'
import { findPrincipal } from './principal-index'
import type { SecondHop } from './second-hop'
import { connectArn, type Target } from './target'
import { gateOf } from './target-cells'
import { type Verdict, verdictOf } from './verdict'

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
  path: PathStep[]
  /** Of a way through a proxy. */
  secondHop: SecondHop | null
  conditionsInWords: ConditionInWords[]
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
  const resource = connectArn(target, column.witness)
  const evaluation = access.compiled.explain(index, resource)
  const open = evaluation.decision === 'conditional'
  const verdict = verdictOf(
    evaluation.decision,
    gateOf(target, column),
    open && conditionOf(evaluation).unreadable,
  )
  const words = cellInWords(evaluation.condition, column)
  const path = accessPath({
    organization: access.inventory.organization,
    sources: new Map(access.inventory.policies.map(policy => [policy.id, policy])),
    layers: access.compiled.explainLayers(index, resource),
    refused: verdict === 'denied' || verdict === 'noAccess',
    databaseRead: scanFor(access, target) !== null,
    target,
    principal,
    column,
  })
  const cell: Verbal = { target, principal, column, evaluation, verdict, path, words }
  return {
    principalArn,
    principalLabel: principal.label,
    databaseUser: column.name,
    target: target.name,
    resourceId: target.resourceId,
    verdict,
    ...wordsFor(cell),
    path,
    secondHop: column.secondHop ?? null,
    conditionsInWords: words,
    becomes: principal.kind === 'role' ? whoCanBecome(access, principalArn) : [],
    missingPiece: missingPiece(access, cell),
    caveats: caveatsFor(access.inventory, target),
    asOf: access.inventory.readAt,
  }
}
