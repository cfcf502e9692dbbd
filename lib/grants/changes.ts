import type { Inventory } from '@/lib/access/model/inventory'
import type { PolicySource } from '@/lib/iam/index'
import type { PlanNote, PlanProblem, PlanStep } from './grant-plan'
import type { Placement } from './intent'
import type { Draft } from './policy-draft'
import type { Subject } from './subject'

export interface PlacementInput<P extends Placement = Placement> {
  placement: P
  subjects: Subject[]
  draft: Draft
  inventory: Inventory
}

/** What one placement makes of the wish: the calls, and the same change as policies and attachments. */
export interface Changes {
  steps: PlanStep[]
  /** Policies added or replaced, by id. */
  sources: PolicySource[]
  attachments: { subject: Subject; policyId: string }[]
  documentText: string
  before: { policyName: string; text: string } | null
  size: { used: number; limit: number; scope: string }
  notes: PlanNote[]
  problems: PlanProblem[]
  /** What this placement read beyond the subjects: part of the digest. */
  read: unknown
}
