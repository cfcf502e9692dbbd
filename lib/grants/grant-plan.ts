import type { AccessChange } from '@/lib/access/model/access-change'
import type { Verdict } from '@/lib/access/model/verdict'
import type { AwsCall } from '@/lib/access/switch/iam-auth'
import type { GrantIntent } from './intent'
import type { WrittenIssue } from './written/written-issue'

/** Statements inside one database, run as Gatehouse's own user there. */
export interface SqlWork {
  region: string
  resourceId: string
  user: { name: string; host: string | null }
  /** The database to connect to. */
  database: string
  statements: string[]
  inTransaction: boolean
  /** Null: cannot be taken back, and `undoNote` says why. */
  undo: string[] | null
  undoNote: string | null
  /** Lines of the user's facts that stand afterwards, and those that do not any more. */
  adds: string[]
  removes: string[]
}

export interface PlanStep {
  call: AwsCall
  /** `CreatePolicy` */
  title: string
  /** `gh-reporting-analysts`, `role/data-analyst` */
  subject: string
  /** `5 of 20 policies after` */
  note: string | null
  /** ARN of the user, role, group or policy that is written: one writer at a time each. */
  locks: string
  /** Of a call to RDS: the DB instance or cluster that it modifies. */
  target?: { region: string; resourceId: string }
  /** Of a call whose service is `sql`. */
  sql?: SqlWork
}

export interface PlanNote {
  tone: 'ok' | 'info' | 'warn'
  text: string
}

export interface PlanProblem {
  /** `principals`, `connections`, `placement`, `policyName` */
  field: string
  message: string
}

export interface EffectGrid {
  columns: { target: string; resourceId: string; databaseUser: string }[]
  rows: { principal: string; asFarAsRead?: boolean; cells: { before: Verdict; after: Verdict }[] }[]
  /** Members of a large group that are not drawn. */
  hiddenRows: number
}

/** Exact steps from the account as read to the account as wanted, with what they change and what they do not. */
export interface GrantPlan {
  intent: GrantIntent
  documentText: string
  /** The document that is replaced; null when a new one is made. */
  before: { policyName: string; text: string } | null
  size: { used: number; limit: number; scope: string }
  steps: PlanStep[]
  effect: AccessChange[]
  /** `wakesLater`: allowed by IAM now, kept out by the target until something there changes. */
  counts: { added: number; removed: number; changed: number; wakesLater: number }
  /** Wildcards that begin or end to open something. The users that they match today are among `counts`, they are not. */
  patterns: { opened: number; closed: number }
  grid: EffectGrid
  notes: PlanNote[]
  lint: { ok: boolean; text: string }[]
  /** Of a text that somebody wrote: what is wrong in it, or wide. */
  issues: WrittenIssue[]
  /** Blocking: with any of these there is nothing to apply. */
  problems: PlanProblem[]
  exports: { cli: string; terraform: string; cloudformation: string }
  /** Over the intent and everything read: another digest means that somebody changed something meanwhile. */
  digest: string
  asOf: string
}
