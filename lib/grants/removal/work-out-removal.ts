import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import { digestOf } from '@/lib/access/model/digest'
import { asOf } from '@/lib/access/reading/as-of'
import { IAM_SPREADS, SESSIONS_STAY } from '../after-change'
import { grantCounts } from '../effect'
import { awsCli } from '../export/aws-cli'
import type { PlanNote } from '../grant-plan'
import { nothingElse } from '../nothing-else'
import { byHand } from './by-hand'
import { changeSteps } from './change-steps'
import { lostRights } from './lost-rights'
import { type RemovalCell, removalCell } from './removal-cell'
import { type RemovalDraft, removalDrafts } from './removal-drafts'
import { type RemovalEffect, removalEffect, sideEffects } from './removal-effect'
import type { RemovalPlan, RemovalWay, WaySummary } from './removal-plan'
import { type RemovalWish, WAY_IDS } from './removal-wish'
import { terraformRemoval } from './terraform-removal'
import { changedPolicies, touchedTargets } from './touched-targets'
import { sizeProblems, type WayDocument, wayDocuments } from './way-documents'

/** One way with everything that is known of it. */
interface WorkedWay {
  draft: RemovalDraft
  documents: WayDocument[]
  effect: RemovalEffect
  summary: WaySummary
}

/** The whole preview: every way to end the connection, judged over all targets, and one of them in full. */
export function workOutRemoval(wish: RemovalWish, access: CompiledAccess): RemovalPlan {
  const cell = removalCell(access, wish)
  const worked = workedWays(cell)
  const chosen = worked.find(({ draft }) => draft.id === wish.way) ?? worked[0] ?? null
  const way = chosen && wayOf(cell, chosen)
  const settled = { ...wish, way: chosen?.draft.id ?? null }
  return {
    wish: settled,
    principal: cell.principal.label,
    target: cell.target.name,
    verdict: cell.verdict,
    asFarAsRead: isAsFarAsRead(cell.principal),
    ways: worked.map(({ summary }) => summary),
    chosen: way,
    recommended: worked.find(({ summary }) => isClean(summary))?.draft.id ?? null,
    byHand: byHand(cell),
    digest: digest(settled, cell, chosen, way),
    asOf: asOf(access.inventory),
  }
}

/** Fewest side effects first. The Deny is offered where nothing else leaves all else as it is. */
export function workedWays(cell: RemovalCell, onlyHere = false): WorkedWay[] {
  const drafts = removalDrafts(cell)
  const work = (draft: RemovalDraft) => workedWay(cell, draft, onlyHere)
  const plain = drafts.filter(({ id }) => id !== 'deny').map(work)
  const spotless = plain.some(({ summary }) => isClean(summary) && summary.others === 0)
  const deny = spotless ? [] : drafts.filter(({ id }) => id === 'deny').map(work)
  return [...plain, ...deny].sort((left, right) => compare(rankOf(left.summary), rankOf(right.summary)))
}

const isClean = ({ ends, opens, lost, problems }: WaySummary) =>
  ends && !opens && lost.length === 0 && problems.length === 0

function rankOf({ id, ends, opens, others, lost, problems }: WaySummary): number[] {
  const worse = [!ends, problems.length > 0, opens, lost.length > 0].map(Number)
  return [...worse, others, WAY_IDS.indexOf(id)]
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((value, index) => value !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

function workedWay(cell: RemovalCell, draft: RemovalDraft, onlyHere: boolean): WorkedWay {
  const { inventory } = cell.access
  const targets = onlyHere ? [cell.target] : touchedTargets(cell.access, draft.changes, cell.target)
  const effect = removalEffect(cell, draft.changes, targets)
  const documents = wayDocuments(draft.changes, inventory)
  const { problems } = changeSteps(draft.changes, inventory)
  const summary = {
    id: draft.id,
    label: draft.label,
    ends: effect.ends,
    opens: effect.opens,
    others: sideEffects(cell, effect).length,
    lost: lostRights(draft.changes, inventory),
    problems: [...problems, ...sizeProblems(documents)],
  }
  return { draft, documents, effect, summary }
}

function wayOf({ access }: RemovalCell, { draft, documents, effect, summary }: WorkedWay): RemovalWay {
  const { steps } = changeSteps(draft.changes, access.inventory)
  return {
    ...summary,
    documents,
    steps,
    effect: effect.changes,
    counts: grantCounts(effect.changes),
    verdictAfter: effect.verdictAfter,
    notes: notesOf(effect, summary, access),
    exports: { cli: awsCli(steps), terraform: terraformRemoval(draft.changes) },
  }
}

function notesOf(
  { ends, staysThrough }: RemovalEffect,
  { others, opens, lost }: WaySummary,
  { inventory }: CompiledAccess,
): PlanNote[] {
  const notes: PlanNote[] = lost.map(text => ({ tone: 'warn', text }))
  if (!ends) {
    const through = staysThrough.length > 0 ? ` It stays allowed through ${staysThrough.join(' and ')}.` : ''
    notes.unshift({ tone: 'warn', text: `This does not end the connection.${through}` })
  }
  if (opens) notes.unshift({ tone: 'warn', text: 'This gives somebody more than before: a Deny goes along.' })
  if (others === 0)
    notes.unshift(nothingElse('Nothing else changes', 'Every target was evaluated again.', inventory))
  return [...notes, { tone: 'info', text: `${SESSIONS_STAY} ${IAM_SPREADS}` }]
}

/** Invariant: everything that a step or a shown effect depends on is in here, or a stale preview could be applied. */
function digest(
  wish: RemovalWish,
  { access, verdict, principal }: RemovalCell,
  worked: WorkedWay | null,
  way: RemovalWay | null,
): string {
  const { inventory } = access
  const changed = new Set(changedPolicies(access, worked?.draft.changes ?? []))
  const groups = new Set(principal.groups)
  return digestOf({
    wish,
    verdict,
    held: principal.policies,
    policies: inventory.policies.filter(({ id }) => changed.has(id)).map(({ id, text }) => [id, text]),
    groups: inventory.groups.filter(({ name }) => groups.has(name)),
    changes: worked?.draft.changes ?? [],
    steps: way?.steps.map(step => step.call) ?? [],
    problems: way?.problems ?? [],
    effect: way?.effect ?? [],
    lost: way?.lost ?? [],
    quotas: inventory.quotas,
  })
}
