import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { AppError } from '@/lib/errors'
import type { PlanStep } from '@/lib/grants/grant-plan'
import type { FactStates } from '@/lib/grants/steps/fact'
import type { Capability } from '@/lib/operator/operator'
import type { AuditEntry, AuditOutcome } from '@/lib/records/audit-entry'
import type { Context } from '@/lib/services/context'

/** What the verb knows of its entry; the rest is what came of it. */
export type PartEntry = Omit<
  AuditEntry,
  | 'actor'
  | 'actorKind'
  | 'accountId'
  | 'callerArn'
  | 'outcome'
  | 'awsCalls'
  | 'detail'
  | 'changes'
  | 'steps'
  | 'intention'
>

export type ChangedCell = AuditEntry['changes'][number]

/** What is carried out, recorded, finished or taken back as one. */
export interface ChangePart {
  steps: readonly PlanStep[]
  entry: PartEntry
  /** The cells that differ once all of it is done, after what came of the parts before it. */
  cells: (earlier: readonly PartReceipt[]) => Promise<ChangedCell[]> | ChangedCell[]
  /** One sentence for when all of it is done. */
  detail: string
  /** Begins the sentence for when it is not: `Remove the entry`. */
  label: string
  /** `running`: AWS goes on working after its answer. */
  settles: Extract<AuditOutcome, 'done' | 'running'>
}

/** One change as a verb asks for it. */
export interface Change<Plan> {
  context: Context
  capability: Capability
  /** ARNs and names that nobody else may write meanwhile. */
  locks: readonly string[]
  /** Made anew from the account as it is now; throws where it may not be carried out. */
  plan: (inventory: Inventory) => Promise<Plan> | Plan
  parts: (plan: Plan, inventory: Inventory) => readonly ChangePart[]
  /** What the plan read of its own accord, beside the reading of the account. */
  facts?: (plan: Plan) => FactStates
  /** Regions whose targets the plan rests on. */
  regions: readonly string[]
  /** The parts rest on each other: after one that fails, none is tried. */
  together?: boolean
  /** The parts have nothing to do with each other: so many are carried out at once. */
  atOnce?: number
}

export interface StepDone {
  title: string
  subject: string
  requestId: string | null
}

export interface StepNotDone {
  title: string
  subject: string
  error: string
  answer: string | null
}

export interface PartReceipt {
  state: 'done' | 'partial' | 'failed' | 'notTried'
  /** Null where nothing was tried, or nothing could be announced. */
  auditId: string | null
  done: StepDone[]
  notDone: StepNotDone[]
  failure: AppError | null
}

/** Of a change of one part, as it goes to the person. */
export interface ChangeReceipt extends Pick<PartReceipt, 'done' | 'notDone'> {
  auditId: string
  /** What went wrong beside the steps: they are done, and that could not be recorded. */
  notice: string | null
}
