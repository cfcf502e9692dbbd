import { conditionOf } from '@/lib/access/decide/cell-condition'
import { columnFor, scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { endedStatement } from '@/lib/access/decide/ended-statement'
import { isAskable } from '@/lib/access/decide/is-askable'
import { policySources } from '@/lib/access/decide/policy-sources'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { gateOf } from '@/lib/access/decide/target-cells'
import { caveatsOfCell } from '@/lib/access/decide/weighed-caveats'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import { answersOf } from '@/lib/access/model/kept-answers'
import { ownValues } from '@/lib/access/model/own-values'
import type { SecondHop } from '@/lib/access/model/second-hop'
import type { SimulatedCell } from '@/lib/access/model/simulated-cell'
import { connectArn, type Target } from '@/lib/access/model/target'
import { type Verdict, verdictOf } from '@/lib/access/model/verdict'
import type { OrganizationRefusal } from '@/lib/access/organization/organization-overlay'
import { waysCaveat } from '@/lib/access/organization/resource-control'
import { asOf } from '@/lib/access/reading/as-of'
import type { Evaluation } from '@/lib/iam/index'
import { accessPath } from './access-path'
import { type AssumePath, whoCanBecome } from './assume-paths'
import { besideOurs, type SimulatorAnswer } from './compare-answers'
import { type ConditionInWords, cellInWords } from './condition-words'
import { type Verbal, wordsFor } from './explain-words'
import { type MissingPiece, missingPiece } from './missing-piece'
import type { PathStep } from './path-step'

/** What AWS's policy simulator said of the cell, beside what the policies say as far as read. */
export interface SimulatedAnswer extends SimulatedCell {
  compared: SimulatorAnswer
  /** Set where AWS says something else of the same policies, and that does not decide: both are then shown. */
  differs: string | null
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
  /** AWS can be asked about it: it is one database user, not a pattern. */
  askable: boolean
  path: PathStep[]
  /** Of a way through a proxy. */
  secondHop: SecondHop | null
  conditionsInWords: ConditionInWords[]
  becomes: AssumePath[]
  /** What of the organisation may still forbid becoming it. */
  waysCaveat: string | null
  /** The SCPs over the principal are unread: a yes holds as far as read. */
  asFarAsRead: boolean
  /** Set where a denial is AWS's word on the organisation's policies. */
  refused: OrganizationRefusal | null
  /** Null: AWS was not asked. */
  simulated: SimulatedAnswer | null
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
  const resource = connectArn(target, column.representativeName)
  const evaluation = access.compiled.explain(index, resource)
  const simulated = simulatedAnswer(access, index, resource)
  const open = evaluation.decision === 'conditional'
  const verdict = verdictOf(
    evaluation.decision,
    gateOf(target, column),
    open && conditionOf(evaluation).unreadable,
  )
  const words = cellInWords(
    evaluation.condition,
    column,
    ownValues(principal, target, access.inventory.readAt),
  )
  const path = accessPath({
    organization: access.inventory.organization,
    sources: policySources(access),
    layers: access.compiled.explainLayers(index, resource),
    refused: verdict === 'denied' || verdict === 'noAccess',
    refusedByAws: evaluation.refused !== undefined,
    databaseRead: scanFor(access, target) !== null,
    target,
    principal,
    column,
  })
  const readAt = asOf(access.inventory)
  const cell: Verbal = {
    target,
    principal,
    column,
    evaluation,
    simulated,
    verdict,
    path,
    words,
    ended: isUnallowed(evaluation) ? endedStatement(access, principal, resource) : null,
    asOf: readAt,
  }
  return {
    principalArn,
    principalLabel: principal.label,
    databaseUser: column.name,
    target: target.name,
    resourceId: target.resourceId,
    verdict,
    ...wordsFor(cell),
    askable: isAskable(column),
    path,
    secondHop: column.secondHop ?? null,
    conditionsInWords: words,
    becomes: principal.kind === 'role' ? whoCanBecome(access, principalArn) : [],
    waysCaveat: waysCaveat(access.inventory.organization),
    asFarAsRead: isAsFarAsRead(principal),
    refused: evaluation.refused ?? null,
    simulated,
    missingPiece: missingPiece(access, cell),
    caveats: caveatsOfCell(access, target, index),
    asOf: readAt,
  }
}

/** No statement of the principal's own allows it. */
const isUnallowed = ({ layers }: Evaluation) =>
  layers.some(({ kind, decision }) => kind === 'identity' && decision === 'implicitDeny')

function simulatedAnswer(access: CompiledAccess, index: number, resource: string): SimulatedAnswer | null {
  const principal = access.inventory.principals[index]
  const cell = principal && answersOf(access.inventory, principal.arn).get(resource)
  if (!cell) return null
  const compared = besideOurs(access, index, resource, cell)
  const decides = access.compiled.explain(index, resource).refused !== undefined
  const differs = cell.current && !decides && compared.answer === 'disagrees'
  return { ...cell, compared, differs: differs ? compared.detail : null }
}
