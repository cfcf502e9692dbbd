import type { AccessChange } from '@/lib/access/model/access-change'
import type { Verdict } from '@/lib/access/model/verdict'
import type { GrantPlan, PlanNote, PlanStep } from '../grant-plan'
import type { RemovalWish, WayId } from './removal-wish'
import type { WayDocument } from './way-documents'

/** What one way comes to, for the choice between them. */
export interface WaySummary {
  id: WayId
  label: string
  ends: boolean
  /** It gives somebody more than before: a Deny goes along. */
  opens: boolean
  /** Of other cells, over all targets. */
  others: number
  /** Rights beside connecting that go with it, one sentence a policy. */
  lost: string[]
  problems: string[]
}

/** One way with its exact calls, texts and effect. */
export interface RemovalWay extends WaySummary {
  documents: WayDocument[]
  steps: PlanStep[]
  /** Every cell with another verdict, on every target; the one in question first. */
  effect: AccessChange[]
  counts: GrantPlan['counts']
  verdictAfter: Verdict
  notes: PlanNote[]
  exports: { cli: string; terraform: string }
}

export interface RemovalPlan {
  wish: RemovalWish
  principal: string
  target: string
  verdict: Verdict
  asFarAsRead: boolean
  /** Fewest side effects first. */
  ways: WaySummary[]
  /** Null: there is nothing that can be taken away here. */
  chosen: RemovalWay | null
  /** Whether `chosen` is what is recommended. */
  recommended: WayId | null
  /** What only somebody elsewhere can do, or why there is nothing to do. */
  byHand: string[]
  /** Over the wish and everything read: another digest means that somebody changed something meanwhile. */
  digest: string
  asOf: string
}
