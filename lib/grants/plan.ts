import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { digestOf } from '@/lib/access/model/digest'
import type { Target } from '@/lib/access/model/target'
import { asOf } from '@/lib/access/reading/as-of'
import { inventoryAfter } from './apply-changes'
import type { Changes, PlacementInput } from './changes'
import { type ResolvedConnection, resolveConnections, subjectProblems } from './check-intent'
import { countApart, type Effect, effectOf } from './effect'
import { exportsOf } from './export/exports'
import type { GrantPlan, PlanProblem } from './grant-plan'
import { type GrantIntent, normaliseIntent } from './intent'
import { lintGrant } from './lint'
import { planNotes } from './notes'
import { ownAccessProblems } from './own-access'
import { existingManagedPolicy } from './placements/existing-managed'
import { inlinePolicy } from './placements/inline'
import { newManagedPolicy } from './placements/new-managed'
import { draftOfForm, draftOfText } from './policy-draft'
import { targetsOfPolicies } from './removal/touched-targets'
import { connectResources } from './statement'
import { findSubjects, type Subject } from './subject'
import { gridOf, wantedCells, wantedColumns } from './wanted-cells'
import { nothingWritten, readWritten } from './written/read-written'

/** What is incomplete, or a text with a mistake, is written nowhere, by nobody. */
const NO_EXPORTS = { cli: '', terraform: '', cloudformation: '' }

/** The whole preview of a grant. An incomplete or impossible intent gives a plan too, with its problems named. */
export function planGrant(wish: GrantIntent, access: CompiledAccess): GrantPlan {
  const { inventory } = access
  const { placement, document } = wish
  const { subjects, problems: missing } = findSubjects([...new Set(wish.principals)], inventory)
  const written = document === undefined ? null : readWritten(document, placement, subjects, access)
  const intent = normaliseIntent(written ? { ...wish, connections: written.connections } : wish)
  const { connections, problems: unresolved } = resolveConnections(intent, inventory)
  const granted = connections.filter(({ databaseUsers }) => databaseUsers.length > 0)
  const draft = document === undefined ? draftOfForm(granted) : draftOfText(document)
  const changes = written?.problem
    ? nothingWritten(document ?? '', inventory)
    : changesFor({ placement, subjects, draft, inventory })
  const wanting = written ? written.problem !== null : granted.length === 0
  const idle = subjects.length === 0 || wanting
  const after = idle ? access : compileAccess(inventoryAfter(inventory, changes))
  const effect = effectOf(access, after, idle ? [] : targetsOf(intent, granted, changes, access, after))
  const columns = wantedColumns(after, granted)
  const cells = wantedCells(access, after, subjects, columns)
  const own = ownAccessProblems(subjects, effect.changes, inventory)
  const problems = [
    ...missing,
    ...subjectProblems(intent, subjects),
    ...own,
    ...(written?.problem ? [written.problem] : []),
    ...unresolved,
    ...changes.problems,
  ]
  const plan = {
    intent,
    documentText: changes.documentText,
    before: changes.before,
    size: changes.size,
    steps: idle ? [] : changes.steps,
    effect: effect.changes,
    ...countApart(effect.changes),
    grid: gridOf(cells, columns),
    notes: idle ? [] : [...planNotes(effect, cells, subjects, after, written !== null), ...changes.notes],
    lint: lintGrant(inventory, written?.resources ?? connectResources(granted), subjects, columns, cells),
    issues: written?.issues ?? [],
    problems: [...problems, ...nothingToDo(problems, changes, idle)],
    exports: idle ? NO_EXPORTS : exportsOf({ intent, subjects, changes, inventory }),
  }
  return {
    ...plan,
    digest: digest(intent, access, subjects, connections, changes, effect),
    asOf: asOf(inventory),
  }
}

/** A policy that is attached, or written by hand, lends everything that it says, not only what this grant names. */
function targetsOf(
  { placement, document }: GrantIntent,
  granted: readonly ResolvedConnection[],
  { sources, attachments }: Changes,
  access: CompiledAccess,
  after: CompiledAccess,
): Target[] {
  const own = granted.map(({ target }) => target)
  if (document === undefined)
    return placement.kind === 'existingManaged' ? targetsOfPolicies(access, [placement.policyArn], own) : own
  const ids = [...sources.map(({ id }) => id), ...attachments.map(({ policyId }) => policyId)]
  const today = new Set(access.inventory.policies.map(({ id }) => id))
  const before = targetsOfPolicies(
    access,
    ids.filter(id => today.has(id)),
    own,
  )
  return [...new Set([...before, ...targetsOfPolicies(after, ids, own)])]
}

function changesFor(input: PlacementInput): Changes {
  const { placement } = input
  if (placement.kind === 'inline') return inlinePolicy({ ...input, placement })
  if (placement.kind === 'existingManaged') return existingManagedPolicy({ ...input, placement })
  return newManagedPolicy({ ...input, placement })
}

function nothingToDo(problems: PlanProblem[], changes: Changes, idle: boolean): PlanProblem[] {
  if (idle || problems.length > 0 || changes.steps.length > 0) return []
  return [
    {
      field: 'placement',
      message: 'All of this is granted already by this policy. There is nothing to apply.',
    },
  ]
}

/** Invariant: everything that a step or a shown effect depends on is in here, or a stale preview could be applied. */
function digest(
  intent: GrantIntent,
  { inventory }: CompiledAccess,
  subjects: Subject[],
  connections: ResolvedConnection[],
  changes: Changes,
  effect: Effect,
): string {
  const held = new Set(subjects.flatMap(subject => subject.policyIds))
  return digestOf({
    intent,
    subjects,
    policies: inventory.policies.filter(policy => held.has(policy.id)).map(({ id, text }) => [id, text]),
    targets: connections.map(({ target }) => [target.arn, target.iamAuth, target.endpoint]),
    steps: changes.steps.map(step => step.call),
    read: changes.read,
    effect: effect.changes,
    quotas: inventory.quotas,
  })
}
