import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import { reaches } from '@/lib/access/model/verdict'
import { documentSize } from '@/lib/grants/document-size'
import { type DocumentEdit, editDocument } from '@/lib/grants/edit-document'
import { documentLimit } from '@/lib/grants/quotas'
import { type AttachedPolicy, lockedReason } from './attached-policies'
import { cellsChangedTogether } from './document-effect'
import type { AffectedCell, ChangeInside, Fix, FixEffect, FixPlan } from './finding'
import type { Steps } from './steps'

/** A fix with the cells it changes. */
export interface WorkedFix {
  fix: Fix
  cells: AffectedCell[]
}

export const NO_EFFECT: FixEffect = { added: 0, removed: 0, changed: 0 }

export function byHand(id: string, label: string, steps: string[], opensAccess = false): WorkedFix {
  return {
    fix: { id, label, opensAccess, plan: { kind: 'byHand', steps }, effect: NO_EFFECT },
    cells: [],
  }
}

/** A change of a database user: its plan is made where the server can be asked, the steps are for whoever cannot. */
export function insideFix(
  about: { id: string; label: string; opensAccess?: boolean },
  { region, resourceId }: Pick<Target, 'region' | 'resourceId'>,
  { user, change }: Pick<ChangeInside, 'user' | 'change'>,
  steps: string[],
): WorkedFix {
  const plan: FixPlan = { kind: 'byHand', steps, inside: { region, resourceId, user, change } }
  return { fix: { opensAccess: false, ...about, plan, effect: NO_EFFECT }, cells: [] }
}

export function effectOfCells(cells: readonly AffectedCell[]): FixEffect {
  const effect = { ...NO_EFFECT }
  for (const { before, after } of cells) {
    const [was, is] = [reaches(before), after !== null && reaches(after)]
    if (is && !was) effect.added += 1
    else if (was && !is) effect.removed += 1
    else effect.changed += 1
  }
  return effect
}

/** What wakes up later opens access as well, only later. */
function opens({ before, after }: AffectedCell): boolean {
  if (after === 'canConnect') return true
  if (after === 'conditional') return !reaches(before)
  return after === 'dormant' && (before === 'noAccess' || before === 'denied')
}

/** The exact new document and what it does to the matrix; null where it cannot be edited or would not change. */
export function* documentFix(
  access: CompiledAccess,
  policy: AttachedPolicy,
  fix: { id: string; label: string; edits: readonly DocumentEdit[] },
): Steps<WorkedFix | null> {
  const { text, id: policyId } = policy.source
  const edited = editDocument(text, fix.edits)
  if (edited === null || edited === text) return null
  if (edited !== 'empty' && tooLarge(access, policy, edited)) return null
  const after = edited === 'empty' ? null : edited
  // IAM deletes no policy that still bounds somebody.
  if (after === null && policy.bounds.length > 0) return null
  const cells = yield* cellsChangedTogether(access, [{ policy, after }])
  const locked = lockedReason(access, policy)
  // What deletes the document is called that, not what it takes out of it.
  const label = after === null ? 'Delete the policy' : fix.label
  const plan: FixPlan = locked
    ? { kind: 'byHand', steps: [`${locked}: change ${policy.source.name} where it is kept.`] }
    : after === null
      ? { kind: 'deletePolicy', policyId }
      : { kind: 'replaceDocument', policyId, before: text, after }
  return {
    cells,
    fix: { id: fix.id, label, opensAccess: cells.some(opens), plan, effect: effectOfCells(cells) },
  }
}

function tooLarge(access: CompiledAccess, { source }: AttachedPolicy, text: string): boolean {
  const limit = documentLimit(access.inventory.quotas, source.id)
  return documentSize(text) > Math.max(limit, documentSize(source.text))
}
